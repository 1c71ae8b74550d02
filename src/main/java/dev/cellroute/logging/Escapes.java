package dev.cellroute.logging;

/** Text that stays on its line. */
final class Escapes {
  private Escapes() {}

  /** Appends with control characters as {@code \n}, {@code \t} and so on, or {@code \u001b}. */
  static void append(StringBuilder target, String text) {
    text.chars().forEach(each -> {
      if (isControl(each)) {
        target.append(control(each));
      } else {
        target.append((char) each);
      }
    });
  }

  /** Appends as a JSON string (RFC 8259, section 7), with its quotes. */
  static void appendJson(StringBuilder target, String text) {
    target.append('"');
    text.chars().forEach(each -> {
      if (each == '"' || each == '\\') {
        target.append('\\').append((char) each);
      } else if (isControl(each)) {
        target.append(control(each));
      } else {
        target.append((char) each);
      }
    });
    target.append('"');
  }

  /** The control characters of ASCII and Latin 1, and the two line ends of Unicode. */
  private static boolean isControl(int character) {
    return Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
  }

  private static String control(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format("\\u%04x", character);
    };
  }
}
