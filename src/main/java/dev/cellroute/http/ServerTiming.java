package dev.cellroute.http;

import dev.cellroute.invocation.Response.Timing;

/**
 * The {@code Server-Timing} header (W3C Server Timing): milliseconds with three decimals, without a
 * formatter, and of a batch how many callers it answered.
 */
final class ServerTiming {
  private ServerTiming() {}

  static String of(Timing timing, long totalNanos) {
    StringBuilder text = new StringBuilder(64);
    append(text.append("queue;dur="), timing.queueNanos());
    append(text.append(", cell;dur="), timing.cellNanos());
    append(text.append(", total;dur="), totalNanos);
    if (timing.isBatched()) {
      text.append(", batch;desc=\"").append(timing.batch()).append('"');
    }
    return text.toString();
  }

  private static void append(StringBuilder text, long nanos) {
    long micros = Math.max(0, nanos) / 1000;
    int fraction = (int) (micros % 1000);
    text.append(micros / 1000)
        .append('.')
        .append((char) ('0' + fraction / 100))
        .append((char) ('0' + fraction / 10 % 10))
        .append((char) ('0' + fraction % 10));
  }
}
