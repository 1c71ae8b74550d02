package dev.cellroute.kernel;

import io.vertx.core.Future;

/** Starts kernels somewhere: as local processes, or (later) on a remote Jupyter server. */
public interface KernelProvider {
  /**
   * Starts one kernel and hands it over when it is ready: a reply on shell <em>and</em> a message
   * on IOPub for our own probe have been seen. Fails with {@code KERNEL_START_FAILED} at the
   * request's deadline or when the process ends first; then nothing of it is left behind.
   */
  Future<Kernel> start(KernelRequest request);

  /** Stops every kernel it started and starts no other; the future ends when all are gone. */
  Future<Void> close();
}
