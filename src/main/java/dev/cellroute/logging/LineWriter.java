package dev.cellroute.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that writes the log: as many lines as there are, in one write. A wake-up costs a
 * request more than its line, so while lines come this thread looks by itself, every few
 * milliseconds, and has itself woken only after a quiet second. Lines that cannot be written are
 * counted, and it goes on with the next.
 */
final class LineWriter {
  private static final int AT_ONCE = 512;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int LOOKS_UNTIL_SLEEP = 200;
  private static final long SLEEP_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long FLUSH_MILLIS = 1_000;
  private static final int LARGEST_KEPT = 1 << 20;

  private final ArrayBlockingQueue<ILoggingEvent> queue;
  private final LineLayout layout;
  private final OutputStream target;
  private final Dropped dropped;
  private final Thread thread = new Thread(this::run, "cellroute-log");
  private final List<ILoggingEvent> batch = new ArrayList<>(AT_ONCE);
  private StringBuilder text = new StringBuilder();
  private long reported;
  private int quietLooks;
  // Set by the writer before it sleeps, read by whoever has just put a line into the queue.
  private volatile boolean asleep;
  // Set once, by whoever closes the log.
  private volatile boolean stopping;

  LineWriter(
      ArrayBlockingQueue<ILoggingEvent> queue,
      LineLayout layout,
      OutputStream target,
      Dropped dropped) {
    this.queue = queue;
    this.layout = layout;
    this.target = target;
    this.dropped = dropped;
    this.reported = dropped.count();
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  void wake() {
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  void stop() {
    stopping = true;
    LockSupport.unpark(thread);
    try {
      thread.join(FLUSH_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      if (writeSome()) {
        quietLooks = 0;
      } else {
        rest();
      }
    }
    while (writeSome()) {
      quietLooks = 0;
    }
  }

  private void rest() {
    quietLooks++;
    if (quietLooks < LOOKS_UNTIL_SLEEP) {
      LockSupport.parkNanos(this, LOOK_NANOS);
      return;
    }
    asleep = true;
    if (queue.isEmpty() && !stopping) {
      LockSupport.parkNanos(this, SLEEP_NANOS);
    }
    asleep = false;
  }

  private boolean writeSome() {
    int taken = queue.drainTo(batch, AT_ONCE);
    batch.forEach(this::append);
    batch.clear();
    long lost = dropped.count();
    reportDropped(lost);
    if (text.length() > 0 && write(taken)) {
      reported = lost;
    }
    return taken > 0;
  }

  /** An argument whose text throws must not end the log. */
  private void append(ILoggingEvent event) {
    int start = text.length();
    try {
      layout.append(text, event);
    } catch (RuntimeException unwritable) {
      text.setLength(start);
      dropped.add(1);
    }
  }

  /** A report that cannot be written is made again with the next line. */
  private void reportDropped(long lost) {
    if (lost > reported) {
      layout.append(text, lost(lost - reported));
    }
  }

  private static LoggingEvent lost(long lines) {
    LoggingEvent event = new LoggingEvent();
    event.setLevel(Level.WARN);
    event.setLoggerName(Logging.class.getName());
    event.setThreadName(Thread.currentThread().getName());
    event.setMessage("log lines dropped count={}");
    event.setArgumentArray(new Object[] {lines});
    event.setInstant(Instant.now());
    return event;
  }

  /** Whether the text has arrived. */
  private boolean write(int lines) {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    clear();
    try {
      target.write(bytes, 0, bytes.length);
      target.flush();
      return true;
    } catch (IOException unwritten) {
      // Nobody can be told but the counter: this was the log.
      dropped.add(lines);
      return false;
    }
  }

  /** One enormous line must not be kept for ever. */
  private void clear() {
    if (text.capacity() > LARGEST_KEPT) {
      text = new StringBuilder();
    }
    text.setLength(0);
  }
}
