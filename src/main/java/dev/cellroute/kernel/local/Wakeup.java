package dev.cellroute.kernel.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQ.PollItem;
import org.zeromq.ZMQ.Poller;

/**
 * Wakes a thread that waits in a ZeroMQ poller, from any other thread, by one byte in a pipe. Many
 * signals before the thread has woken are one. (A ZeroMQ socket could do it too, but belongs to one
 * thread.)
 */
final class Wakeup implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Wakeup.class);

  private final Pipe pipe;
  private final PollItem item;

  /** Whether a byte is under way; set by any thread, cleared by the one that waits. */
  private final AtomicBoolean signalled = new AtomicBoolean();

  private Wakeup(Pipe pipe) {
    this.pipe = pipe;
    item = new PollItem(pipe.source(), Poller.POLLIN);
  }

  static Wakeup open() {
    try {
      Pipe pipe = Pipe.open();
      pipe.source().configureBlocking(false);
      pipe.sink().configureBlocking(false);
      return new Wakeup(pipe);
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }

  void register(Poller poller) {
    poller.register(item);
  }

  void signal() {
    if (!signalled.compareAndSet(false, true)) {
      return;
    }
    try {
      pipe.sink().write(ByteBuffer.wrap(new byte[1]));
    } catch (IOException closed) {
      LOG.trace("the loop has ended: {}", closed.toString());
    }
  }

  /**
   * First the byte, then the flag: what was enqueued in between is taken by the caller, who looks
   * at the queue next. Without a byte the flag stays: a byte that came after it was cleared would
   * keep the poller awake until the next signal. Without the flag there is no byte, though the
   * poller says so again when another socket is readable; then there is nothing to read.
   */
  void clear() {
    if (item.isReadable() && signalled.get() && takeByte()) {
      signalled.set(false);
    }
  }

  private boolean takeByte() {
    try {
      return pipe.source().read(ByteBuffer.allocate(16)) > 0;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    try {
      pipe.sink().close();
      pipe.source().close();
    } catch (IOException unclosed) {
      LOG.warn("could not close a pipe: {}", unclosed.toString());
    }
  }
}
