package dev.cellroute.kernel;

import dev.cellroute.protocol.Channel;
import dev.cellroute.protocol.Message;
import io.vertx.core.Future;

/**
 * The road to one kernel: over ZeroMQ to a process of this machine, or (later) over a WebSocket to
 * a remote one. Messages of a channel go out in the order they were given. What arrives is told to
 * the {@link KernelListener} it was opened with. Safe from any thread; nothing here blocks.
 */
public interface KernelConnection {
  /**
   * Sends the message; while the kernel does not listen yet, the message is dropped. A later
   * failure is told as broken.
   */
  void send(Channel channel, Message message);

  /** Closes the road; the listener hears nothing after the future has ended. Idempotent. */
  Future<Void> close();

  /** How a connection is opened once there is someone to listen. */
  @FunctionalInterface
  interface Opener {
    KernelConnection open(KernelListener listener);
  }
}
