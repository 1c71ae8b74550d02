package dev.cellroute.http;

/** Text of a client that may go into a log: blanks and all that is not ASCII become {@code ?}. */
final class Printable {
  private Printable() {}

  static String of(String text) {
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
