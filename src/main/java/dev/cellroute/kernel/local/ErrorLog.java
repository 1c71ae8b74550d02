package dev.cellroute.kernel.local;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.event.Level;

/**
 * What a kernel writes to its standard error, on its way to the log. Lines from before its first
 * answer are kept, up to {@link #MOST_KEPT}, because only the end of the start tells what they are
 * worth: those of a start that is tried again are one line and details. Written by the thread that
 * empties the stream, told by whoever starts the kernel: synchronized.
 */
final class ErrorLog {
  static final int MOST_KEPT = 200;

  /** ipykernel (from 7.3) says so at each start in plain; the gateway itself tells it once. */
  private static final String PLAIN = "Kernel is running over TCP without encryption.";

  private final Sink sink;
  private final List<String> kept = new ArrayList<>();
  private boolean shown;

  ErrorLog(Sink sink) {
    this.sink = sink;
  }

  /** Takes a line for the log. */
  @FunctionalInterface
  interface Sink {
    void write(Level level, String line);
  }

  synchronized void add(String line) {
    if (shown) {
      write(line);
      return;
    }
    kept.add(line);
    if (kept.size() == MOST_KEPT) {
      show();
    }
  }

  /** The start has ended, well or not: all lines matter, from now on as they come. */
  synchronized void show() {
    shown = true;
    kept.forEach(this::write);
    kept.clear();
  }

  /** The start is tried again: the last line says why, as that of a traceback does. */
  synchronized void summarize() {
    int last = kept.size() - 1;
    for (int at = 0; at <= last; at++) {
      sink.write(at == last ? Level.INFO : Level.DEBUG, kept.get(at));
    }
    kept.clear();
    shown = true;
  }

  private void write(String line) {
    sink.write(line.contains(PLAIN) ? Level.DEBUG : Level.INFO, line);
  }
}
