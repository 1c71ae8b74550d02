package dev.cellroute.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.util.List;
import org.slf4j.helpers.MessageFormatter;

/**
 * Puts values into quotes where they would not be one word, so that a line of {@code key=value} can
 * be split again. In quotes, a quote and a backslash have a backslash in front; outside them
 * nothing has a meaning.
 */
final class Quoting {
  private Quoting() {}

  /** Appends one value. */
  static void append(StringBuilder target, String value) {
    if (isWord(value)) {
      target.append(value);
    } else {
      Escapes.append(target, quoted(value));
    }
  }

  /** The event's message, its facts quoted where they have to be. */
  static String message(ILoggingEvent event) {
    List<Slot> slots = Slot.of(event);
    if (slots.isEmpty()) {
      return String.valueOf(event.getFormattedMessage());
    }
    Object[] arguments = event.getArgumentArray().clone();
    slots.forEach(
        slot -> slot.change(arguments, slot.isInQuotes() ? Quoting::inQuotes : Quoting::asOneWord));
    return MessageFormatter.basicArrayFormat(event.getMessage(), arguments);
  }

  private static String asOneWord(String value) {
    return isWord(value) || isQuoted(value) ? value : quoted(value);
  }

  /** A value alone, without the quotes of whoever logs it and the lines that follow it. */
  static String plain(String value) {
    String line = value.substring(0, end(value));
    return isQuoted(line) ? unquoted(line) : line;
  }

  /** What is quoted in another way than JSON is left as it is. */
  private static String unquoted(String quoted) {
    try {
      return String.valueOf(Json.decodeValue(quoted));
    } catch (DecodeException otherwise) {
      return quoted;
    }
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
    int end = end(value);
    return '"' + inQuotes(value.substring(0, end)) + '"' + value.substring(end);
  }

  private static int end(String value) {
    int margin = value.indexOf(TextLayout.MARGIN);
    return margin < 0 ? value.length() : margin;
  }

  private static String inQuotes(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
