package dev.cellroute.logging;

/** Numbers appended without a formatter. */
final class Decimals {
  private Decimals() {}

  /** Nanoseconds as milliseconds with three decimals, for example {@code 0.250}. */
  static void appendMillis(StringBuilder target, long nanos) {
    long micros = Math.max(0, nanos) / 1000;
    appendThree(target.append(micros / 1000).append('.'), (int) (micros % 1000));
  }

  /** A number below a thousand with leading zeros. */
  static void appendThree(StringBuilder target, int number) {
    target
        .append((char) ('0' + number / 100))
        .append((char) ('0' + number / 10 % 10))
        .append((char) ('0' + number % 10));
  }
}
