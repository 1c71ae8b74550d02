package dev.cellroute.kernel;

import dev.cellroute.fault.GatewayException;

/** Someone who waits for what the kernel says to one request. Called on the kernel's context. */
interface Conversation {
  void hear(Received received);

  /** Output was dropped because it came faster than it could be handled. */
  default void overflow() {}

  /** The kernel will say nothing more. */
  void end(GatewayException why);
}
