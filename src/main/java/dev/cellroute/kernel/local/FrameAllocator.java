package dev.cellroute.kernel.local;

import zmq.Msg;
import zmq.msg.MsgAllocator;
import zmq.msg.MsgAllocatorThreshold;

/**
 * Makes room for a frame that is announced. JeroMQ refuses lengths above its limit, but not those
 * below zero: it fails inside, and the connection falls silent without an end. Called on JeroMQ's
 * own thread.
 */
final class FrameAllocator implements MsgAllocator {
  private final MsgAllocator allocator = new MsgAllocatorThreshold();
  private final Runnable refused;

  /** {@code refused} is told of a length that cannot be. */
  FrameAllocator(Runnable refused) {
    this.refused = refused;
  }

  @Override
  public Msg allocate(int size) {
    if (size < 0) {
      refused.run();
      return allocator.allocate(0);
    }
    return allocator.allocate(size);
  }
}
