package dev.cellroute.javakernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.Diag;

/**
 * Words for a snippet the compiler refuses: for each error its line in the cell, the line itself
 * with a caret, and the compiler's message without what JShell made up around it. Pure.
 */
final class CompileErrors {
  private static final String NAME = "CompilationException";
  private static final int MOST = 10;
  private static final int LONGEST_LINE = 300;

  private CompileErrors() {}

  /** {@code offset} is where the snippet begins in the cell. */
  static CellException of(List<Diag> diagnostics, String cell, int offset) {
    List<Diag> errors = diagnostics.stream().filter(Diag::isError).limit(MOST).toList();
    if (errors.isEmpty()) {
      return at(cell, offset, "this cannot be compiled");
    }
    Diag first = errors.get(0);
    List<String> traceback = new ArrayList<>();
    errors.forEach(
        each -> traceback.addAll(lines(cell, position(each, offset, cell), message(each))));
    return new CellException(
        NAME,
        "line " + CellText.line(cell, position(first, offset, cell)) + ": " + message(first),
        traceback);
  }

  static CellException at(String cell, int position, String message) {
    int place = Math.min(position, cell.length());
    return new CellException(
        NAME, "line " + CellText.line(cell, place) + ": " + message, lines(cell, place, message));
  }

  private static List<String> lines(String cell, int position, String message) {
    int begin = cell.lastIndexOf('\n', position - 1) + 1;
    int end = cell.indexOf('\n', begin);
    String prefix = "    at cell line " + CellText.line(cell, position) + ": ";
    String line = cell.substring(begin, end < 0 ? cell.length() : end);
    return line.length() > LONGEST_LINE
        ? List.of("error: " + message, prefix + line.substring(0, LONGEST_LINE) + "…")
        : List.of(
            "error: " + message,
            prefix + line,
            " ".repeat(prefix.length() + position - begin) + "^");
  }

  private static int position(Diag diagnostic, int offset, String cell) {
    return (int) Math.min(offset + Math.max(0, diagnostic.getPosition()), cell.length());
  }

  private static String message(Diag diagnostic) {
    return diagnostic
        .getMessage(Locale.ENGLISH)
        .lines()
        .filter(line -> !line.stripLeading().startsWith("location:"))
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .collect(Collectors.joining("; "));
  }
}
