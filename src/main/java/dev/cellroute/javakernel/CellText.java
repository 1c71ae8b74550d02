package dev.cellroute.javakernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell's source without its long base64 literals. Only literals of the first line count, and only
 * before the first brace, arrow, comment or text block: there a request is assigned, and nothing
 * that stands there can run later than the cell itself. Lines stay where they are. Pure.
 */
record CellText(String source, List<String> literals) {
  /**
   * A long literal, or the end of where we look; in this order, since base64 may hold two slashes.
   */
  private static final Pattern LITERAL_OR_END =
      Pattern.compile("\"([A-Za-z0-9+/=_-]{64,}+)\"|[{\\n]|->|//|/\\*|\"\"\"");

  private static final Pattern SPACE =
      Pattern.compile("(?:\\s++|//[^\\n]*+|/\\*(?:[^*]++|\\*(?!/))*+\\*/)*+");
  private static final String CALL = Literals.class.getName() + ".text(%d)";

  CellText {
    literals = List.copyOf(literals);
  }

  static CellText of(String cell) {
    List<String> literals = new ArrayList<>();
    Matcher matcher = LITERAL_OR_END.matcher(cell);
    StringBuilder source = new StringBuilder();
    while (matcher.find() && matcher.group(1) != null) {
      matcher.appendReplacement(source, CALL.formatted(literals.size()));
      literals.add(matcher.group(1));
    }
    // appendTail also copies the end that was found last.
    return new CellText(matcher.appendTail(source).toString(), literals);
  }

  /**
   * Where the next snippet begins: after white space and comments, which JShell's positions leave
   * out.
   */
  static int code(String cell, int offset) {
    Matcher matcher = SPACE.matcher(cell).region(offset, cell.length());
    return matcher.lookingAt() ? matcher.end() : offset;
  }

  /** The line (from 1) a position of a text lies in. */
  static int line(String text, int position) {
    int line = 1;
    for (int i = text.indexOf('\n'); i >= 0 && i < position; i = text.indexOf('\n', i + 1)) {
      line++;
    }
    return line;
  }
}
