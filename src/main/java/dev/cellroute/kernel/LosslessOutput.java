package dev.cellroute.kernel;

import java.util.Optional;

/**
 * Code that makes a kernel wait instead of dropping output when its reader is slow. ZeroMQ's
 * publishing socket throws messages away above 1,000 waiting ones and tells nobody;
 * {@code XPUB_NODROP} makes it wait, and it may be set after the socket was bound (raising the mark
 * may not). Any other subscriber that stops reading could then block the kernel, which is why
 * kernels listen on loopback only.
 */
final class LosslessOutput {
  /**
   * Raises when the option could not be set. The socket belongs to the IOPub thread, so it is set
   * there.
   */
  private static final String IPYKERNEL = """
      def _cellroute_lossless():
          import threading
          import zmq
          from ipykernel.kernelapp import IPKernelApp
          thread = IPKernelApp.instance().iopub_thread
          done = threading.Event()
          def set_option():
              thread.socket.setsockopt(zmq.XPUB_NODROP, 1)
              done.set()
          thread.schedule(set_option)
          if not done.wait(5):
              raise RuntimeError('XPUB_NODROP was not set')
      try:
          _cellroute_lossless()
      finally:
          del _cellroute_lossless
      """;

  private LosslessOutput() {}

  /** The code for this kernel, or empty when none is known. */
  static Optional<ExecuteRequest> codeFor(KernelInfo info) {
    return "ipython".equals(info.implementation())
        ? Optional.of(ExecuteRequest.of(IPYKERNEL).silently())
        : Optional.empty();
  }
}
