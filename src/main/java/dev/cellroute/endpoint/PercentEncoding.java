package dev.cellroute.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Percent-encoding of paths (RFC 3986, 2.1), read leniently: a {@code %} without two hexadecimal
 * digits is a percent sign. Bytes are UTF-8, strictly.
 */
final class PercentEncoding {
  private static final int ESCAPE_LENGTH = 3;
  private static final String MARKS = "-._~/%";

  private PercentEncoding() {}

  /** The text decoded once, or empty when its bytes are not UTF-8. */
  static Optional<String> decode(String raw) {
    return raw.indexOf('%') < 0 ? Optional.of(raw) : decodeRuns(raw, UnaryOperator.identity());
  }

  /**
   * The form in which literal segments are compared. Escapes are decoded, so that
   * {@code gr%C3%BC%C3%9Fe} is {@code grüße}; those of characters that nobody needs to encode stay
   * escapes, as do the slash, the percent sign and what is not UTF-8. So {@code r%65q} is not
   * {@code req}, as in Kernel Gateway, and no second spelling goes past a guard.
   */
  static String key(String raw) {
    return raw.indexOf('%') < 0
        ? raw
        : decodeRuns(raw, PercentEncoding::escapeNeedless).orElse(raw);
  }

  private static Optional<String> decodeRuns(String raw, UnaryOperator<String> decoded) {
    StringBuilder text = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      int end = endOfEscapes(raw, at);
      if (end == at) {
        char each = raw.charAt(at++);
        text.append(each == '%' ? decoded.apply("%") : Character.toString(each));
        continue;
      }
      Optional<String> run = utf8(raw, at, end);
      if (run.isEmpty()) {
        return run;
      }
      text.append(decoded.apply(run.get()));
      at = end;
    }
    return Optional.of(text.toString());
  }

  private static int endOfEscapes(String raw, int start) {
    int at = start;
    while (isEscape(raw, at)) {
      at += ESCAPE_LENGTH;
    }
    return at;
  }

  private static boolean isEscape(String raw, int at) {
    return at + 2 < raw.length()
        && raw.charAt(at) == '%'
        && isHex(raw.charAt(at + 1))
        && isHex(raw.charAt(at + 2));
  }

  /** ASCII only: {@link Character#digit} knows the digits of other scripts, too. */
  private static boolean isHex(char digit) {
    return digit < 0x80 && Character.digit(digit, 16) >= 0;
  }

  private static Optional<String> utf8(String raw, int start, int end) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((end - start) / ESCAPE_LENGTH);
    for (int at = start; at < end; at += ESCAPE_LENGTH) {
      bytes.write(Integer.parseInt(raw, at + 1, at + ESCAPE_LENGTH, 16));
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
    } catch (CharacterCodingException ignored) {
      // The empty answer says it.
      return Optional.empty();
    }
  }

  private static String escapeNeedless(String decoded) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < decoded.length(); i++) {
      char each = decoded.charAt(i);
      text.append(isNeedless(each) ? String.format(Locale.ROOT, "%%%02X", (int) each) : each);
    }
    return text.toString();
  }

  private static boolean isNeedless(char character) {
    return character < 0x80
        && (Character.isLetterOrDigit(character) || MARKS.indexOf(character) >= 0);
  }
}
