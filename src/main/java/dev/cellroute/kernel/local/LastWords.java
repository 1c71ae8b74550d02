package dev.cellroute.kernel.local;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The newest lines of a stream, within a number of characters. Written by one thread, read by
 * another: synchronized.
 */
final class LastWords {
  private static final int CAPACITY = 16 * 1024;

  private final Deque<String> lines = new ArrayDeque<>();
  private int size;

  synchronized void add(String line) {
    lines.add(line);
    size += line.length() + 1;
    while (size > CAPACITY) {
      size -= lines.remove().length() + 1;
    }
  }

  synchronized String text() {
    return String.join("\n", lines);
  }
}
