package dev.cellroute.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Takes events from any thread into a bounded queue and never waits. When four fifths are full,
 * events up to {@code info} are dropped; when all is full, any. What is dropped is counted.
 */
final class LineQueue extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final int SIZE = 8_192;
  private static final int RESERVED = SIZE / 5;

  private final ArrayBlockingQueue<ILoggingEvent> queue = new ArrayBlockingQueue<>(SIZE);
  private final Dropped dropped;
  private final LineWriter writer;

  LineQueue(LineLayout layout, OutputStream target, Dropped dropped) {
    this.dropped = dropped;
    this.writer = new LineWriter(queue, layout, target, dropped);
  }

  @Override
  public void start() {
    writer.start();
    super.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    prepare(event);
    boolean taken = hasRoomFor(event) && queue.offer(event);
    if (taken) {
      writer.wake();
    } else {
      dropped.add(1);
    }
  }

  /** Facts are immutable and cost nothing until they are written; other arguments may change. */
  private static void prepare(ILoggingEvent event) {
    if (LineLayout.facts(event) == null) {
      event.prepareForDeferredProcessing();
    } else {
      event.getThreadName();
    }
  }

  private boolean hasRoomFor(ILoggingEvent event) {
    return event.getLevel().isGreaterOrEqual(Level.WARN) || queue.remainingCapacity() > RESERVED;
  }

  /** Writes what is still in the queue, for at most a second. */
  @Override
  public void stop() {
    super.stop();
    writer.stop();
  }
}
