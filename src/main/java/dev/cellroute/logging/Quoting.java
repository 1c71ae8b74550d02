package dev.cellroute.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.helpers.MessageFormatter;

/**
 * Puts values into quotes where they would not be one word, so that a line of {@code key=value} can
 * be split again. In quotes, a quote and a backslash have a backslash in front; outside them
 * nothing has a meaning.
 */
final class Quoting {
  private static final String PLACE = "{}";

  private Quoting() {}

  /** Appends one value. */
  static void append(StringBuilder target, String value) {
    if (isWord(value)) {
      target.append(value);
    } else {
      Escapes.append(target, quoted(value));
    }
  }

  /** The event's message; a value is what stands for {@code {}} behind {@code =}. */
  static String message(ILoggingEvent event) {
    String template = event.getMessage();
    Object[] arguments = event.getArgumentArray();
    return template == null || arguments == null || !canBeReadNow(arguments)
        ? String.valueOf(event.getFormattedMessage())
        : message(template, arguments.clone());
  }

  private static String message(String template, Object[] arguments) {
    int place = template.indexOf(PLACE);
    for (int index = 0; index < arguments.length && place >= 0; index++) {
      arguments[index] = argument(template.substring(0, place), String.valueOf(arguments[index]));
      place = template.indexOf(PLACE, place + PLACE.length());
    }
    return MessageFormatter.basicArrayFormat(template, arguments);
  }

  private static String argument(String before, String value) {
    if (before.endsWith("=\"")) {
      return inQuotes(value);
    }
    boolean wanted = before.endsWith("=") && !isWord(value) && !isQuoted(value);
    return wanted ? quoted(value) : value;
  }

  /** This thread is not the one that logged: anything else may have changed since, or may now. */
  private static boolean canBeReadNow(Object[] arguments) {
    for (Object each : arguments) {
      boolean isValue = each == null
          || each instanceof String
          || each instanceof Number
          || each instanceof Boolean
          || each instanceof Path
          || each instanceof Instant;
      if (!isValue) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(String value) {
    return !value.isEmpty() && value.chars().allMatch(Quoting::isPlain);
  }

  private static boolean isPlain(int letter) {
    return letter != '"'
        && !Character.isWhitespace(letter)
        && !Character.isSpaceChar(letter)
        && !Character.isISOControl(letter);
  }

  /** By whoever logs it. */
  private static boolean isQuoted(String value) {
    int last = value.length() - 1;
    if (last < 1 || value.charAt(0) != '"' || value.charAt(last) != '"') {
      return false;
    }
    int at = 1;
    while (at < last && isPlainOrBlank(value.charAt(at))) {
      at += value.charAt(at) == '\\' ? 2 : 1;
    }
    return at == last;
  }

  private static boolean isPlainOrBlank(char letter) {
    return letter != '"' && !Character.isISOControl(letter);
  }

  /** Lines behind the margin are no part of the value: they follow it. */
  private static String quoted(String value) {
    int margin = value.indexOf(TextLayout.MARGIN);
    int end = margin < 0 ? value.length() : margin;
    return '"' + inQuotes(value.substring(0, end)) + '"' + value.substring(end);
  }

  private static String inQuotes(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
