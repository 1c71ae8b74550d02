package dev.cellroute.invocation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations as messages write them: {@code 250ms}, {@code 1.5s}, {@code 60s}. */
final class Spans {
  private Spans() {}

  static String text(Duration span) {
    if (span.toMillis() < 1000) {
      return span.toMillis() + "ms";
    }
    BigDecimal seconds = BigDecimal.valueOf(span.toMillis(), 3)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros();
    return seconds.toPlainString() + "s";
  }
}
