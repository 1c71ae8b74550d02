package dev.cellroute.fault;

/**
 * The part of a source line that is worth showing: {@code number} is the line's, {@code carets}
 * stand below the fault. Columns are Java characters in a diagnostic and code points here, as a
 * terminal shows them.
 */
record Excerpt(String number, String text, String carets) {
  private static final int MAX_WIDTH = 100;
  private static final int CONTEXT = 30;

  static Excerpt of(Diagnostic diagnostic) {
    Location location = diagnostic.location();
    String number = location.line() > 0 ? Integer.toString(location.line()) : " ";
    String line = diagnostic.excerpt();
    int column = Math.min(Math.max(location.column(), 1) - 1, line.length());
    int end = Math.min(column + Math.max(diagnostic.width(), 1), line.length());
    int from = line.length() > MAX_WIDTH ? boundary(line, Math.max(0, column - CONTEXT)) : 0;
    int to = boundary(line, Math.min(line.length(), from + MAX_WIDTH));
    String lead = from > 0 ? "…" : "";
    String text = lead + line.substring(from, to) + (to < line.length() ? "…" : "");
    int before = lead.length() + line.codePointCount(from, column);
    int below = line.codePointCount(column, Math.max(column, Math.min(end, to)));
    String carets = " ".repeat(before) + "^".repeat(Math.max(1, below));
    return new Excerpt(number, harmless(text).stripTrailing(), carets);
  }

  /** Text without control characters, each a blank, so that columns stay where they are. */
  static String harmless(String text) {
    StringBuilder harmless = new StringBuilder(text.length());
    text.codePoints()
        .map(each -> Character.isISOControl(each) || isInvisible(each) ? ' ' : each)
        .forEach(harmless::appendCodePoint);
    return harmless.toString();
  }

  /** Line and paragraph separators, and the marks that turn the direction of text. */
  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.FORMAT;
  }

  /** Never between the two halves of a surrogate pair. */
  private static int boundary(String line, int at) {
    boolean splits = at > 0
        && at < line.length()
        && Character.isSurrogatePair(line.charAt(at - 1), line.charAt(at));
    return splits ? at - 1 : at;
  }
}
