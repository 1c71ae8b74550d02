package dev.cellroute.logging;

/** Text that stays on its line. */
final class Escapes {
  private Escapes() {}

  /** Appends with control characters as {@code \n}, {@code \t} and so on, or {@code \u001b}. */
  static void append(StringBuilder target, String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (isControl(each)) {
        target.append(control(each));
      } else {
        target.append(each);
      }
    }
  }

  /**
   * Appends as a JSON string (RFC 8259, section 7), with its quotes. Half of a surrogate pair,
   * which no encoding can carry, is escaped as well.
   */
  static void appendJson(StringBuilder target, String text) {
    target.append('"');
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '"' || each == '\\') {
        target.append('\\').append(each);
      } else if (isControl(each) || isLonely(text, i)) {
        target.append(control(each));
      } else {
        target.append(each);
      }
    }
    target.append('"');
  }

  /** The control characters of ASCII and Latin 1, and the two line ends of Unicode. */
  private static boolean isControl(char letter) {
    return letter < 0x20
        || (letter >= 0x7f && letter <= 0x9f)
        || letter == 0x2028
        || letter == 0x2029;
  }

  private static boolean isLonely(String text, int index) {
    char letter = text.charAt(index);
    if (Character.isHighSurrogate(letter)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(letter)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  private static String control(char letter) {
    return switch (letter) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format("\\u%04x", (int) letter);
    };
  }
}
