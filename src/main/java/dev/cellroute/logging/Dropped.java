package dev.cellroute.logging;

import java.util.concurrent.atomic.LongAdder;

/** Counts the lines that were not written. Any thread. */
final class Dropped {
  private final LongAdder lines = new LongAdder();

  void add(long more) {
    lines.add(more);
  }

  long count() {
    return lines.sum();
  }
}
