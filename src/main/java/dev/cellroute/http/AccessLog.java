package dev.cellroute.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a request, at info, by the logger {@code access}. The query is left out because tokens
 * travel in it, and whatever could end the line or colour a terminal is replaced.
 */
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("access");

  private AccessLog() {}

  static void record(Arrival arrival, int status, long bytes, long totalNanos) {
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "method={} path={} status={} bytes={} total-ms={} id={}",
          printable(arrival.method()),
          printable(arrival.path()),
          status,
          bytes,
          ServerTiming.millis(totalNanos),
          arrival.id());
    }
  }

  static String printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPrintable(text.charAt(i))) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder printable = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (!isPrintable(text.charAt(i))) {
        printable.setCharAt(i, '?');
      }
    }
    return printable.toString();
  }

  private static boolean isPrintable(char letter) {
    return letter > 0x20 && letter < 0x7f;
  }
}
