package dev.cellroute.endpoint;

/** Reads one line from left to right. It never goes back; every column it names counts from 1. */
final class Scanner {
  private final String line;
  private int at;

  Scanner(String line) {
    this.line = line;
  }

  int column() {
    return at + 1;
  }

  /** Passes the text if the line goes on with it. */
  boolean accept(String text) {
    boolean found = line.startsWith(text, at);
    at += found ? text.length() : 0;
    return found;
  }

  /** Passes white space; says how much there was. */
  int blanks() {
    int start = at;
    while (at < line.length() && isBlank(line.charAt(at))) {
      at++;
    }
    return at - start;
  }

  /** Takes everything up to white space, possibly nothing. */
  String word() {
    int start = at;
    while (at < line.length() && !isBlank(line.charAt(at))) {
      at++;
    }
    return line.substring(start, at);
  }

  /** Takes the longest run of these characters, possibly nothing. */
  String run(String characters) {
    int start = at;
    while (at < line.length() && characters.indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    return line.substring(start, at);
  }

  /** Takes all that is left, without the white space around it. */
  String rest() {
    blanks();
    int start = at;
    int end = line.length();
    while (end > start && isBlank(line.charAt(end - 1))) {
      end--;
    }
    at = line.length();
    return line.substring(start, end);
  }

  /**
   * Python's {@code \s}, which Kernel Gateway reads with: the no-break spaces of pasted text count.
   */
  private static boolean isBlank(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }
}
