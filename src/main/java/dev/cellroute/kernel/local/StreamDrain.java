package dev.cellroute.kernel.local;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties one standard stream of a kernel's process for as long as anybody holds it open, on a
 * thread of its own: a full pipe would stop the kernel. Lines go to a sink, at most so many a
 * second; the rest is counted.
 */
final class StreamDrain {
  private static final Logger LOG = LoggerFactory.getLogger(StreamDrain.class);
  private static final int MAX_LINES_A_SECOND = 100;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Consumer<String> always;
  private final Consumer<String> rated;
  private final LongSupplier nanos;
  private long windowStart;
  private int linesInWindow;
  private long suppressed;

  StreamDrain(Consumer<String> always, Consumer<String> rated, LongSupplier nanos) {
    this.always = always;
    this.rated = rated;
    this.nanos = nanos;
    windowStart = nanos.getAsLong();
  }

  Thread start(String name, InputStream input) {
    Thread thread = new Thread(() -> drain(input), name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  void accept(String line) {
    always.accept(line);
    renewWindow();
    if (++linesInWindow <= MAX_LINES_A_SECOND) {
      rated.accept(line);
      return;
    }
    suppressed++;
  }

  private void renewWindow() {
    long now = nanos.getAsLong();
    if (now - windowStart < SECOND) {
      return;
    }
    if (suppressed > 0) {
      rated.accept("(" + suppressed + " lines were left out)");
    }
    windowStart = now;
    linesInWindow = 0;
    suppressed = 0;
  }

  private void drain(InputStream input) {
    try (input) {
      new LineReader(input, this::accept).readAll();
    } catch (IOException closed) {
      LOG.trace("stream closed: {}", closed.toString());
    }
  }
}
