package dev.cellroute.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request, at info, by the logger {@code access}. */
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("access");

  private AccessLog() {}

  static void record(RequestEnd request) {
    LOG.info("{}", request);
  }
}
