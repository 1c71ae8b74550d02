package dev.cellroute.environment;

import java.util.regex.Pattern;

/**
 * Hides the user and password an index URL may carry, so that a message or a log line never shows
 * them.
 */
final class Secrets {
  private static final Pattern CREDENTIALS =
      Pattern.compile("(?<=://)[^/\\s@]+(?:@[^/\\s@]+)*(?=@)");

  private Secrets() {}

  static String mask(String text) {
    return CREDENTIALS.matcher(text).replaceAll("***");
  }
}
