package dev.cellroute.logging;

import java.time.Instant;

/**
 * Writes moments as {@code 2026-01-31T12:00:00.250Z}. It keeps the text of the last second, because
 * the lines of a busy log share it. For the log's writer only.
 */
final class Timestamps {
  private long second = Long.MIN_VALUE;
  private String text = "";

  void append(StringBuilder target, long epochMillis) {
    long now = Math.floorDiv(epochMillis, 1000);
    if (now != second) {
      String whole = Instant.ofEpochSecond(now).toString();
      text = whole.substring(0, whole.length() - 1);
      second = now;
    }
    Decimals.appendThree(target.append(text).append('.'), (int) Math.floorMod(epochMillis, 1000L));
    target.append('Z');
  }
}
