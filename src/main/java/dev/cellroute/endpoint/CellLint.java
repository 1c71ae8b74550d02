package dev.cellroute.endpoint;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.notebook.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks through a code cell for annotations that are none: a first line that nearly is one, and
 * lines further down that would be one at the top. All are warnings, as such cells have always run
 * at start-up. Pure.
 */
final class CellLint {
  /** One would do to find the cell; more only help a little. */
  private static final int MAX_A_CELL = 10;

  private final String notebook;
  private final AnnotationParser parser;
  private final NearMissFinder nearMisses;

  CellLint(String notebook, CommentSyntax syntax) {
    this.notebook = notebook;
    this.parser = new AnnotationParser(syntax);
    this.nearMisses = new NearMissFinder(syntax);
  }

  List<Diagnostic> check(Cell cell) {
    List<Diagnostic> found = new ArrayList<>();
    SourceLine first = SourceLine.first(notebook, cell);
    boolean isAnnotated = parser.parse(first.text()).isPresent();
    if (!isAnnotated) {
      nearMisses.find(first.text()).map(miss -> warning(first, miss)).ifPresent(found::add);
    }
    String reason = isAnnotated ? "a cell has one annotation" : "";
    found.addAll(misplaced(cell, reason));
    return found;
  }

  private static Diagnostic warning(SourceLine line, NearMiss miss) {
    return line.warning(miss.code(), miss.message(), miss.column(), miss.width())
        .withHelp(miss.help());
  }

  private List<Diagnostic> misplaced(Cell cell, String reason) {
    List<Diagnostic> found = new ArrayList<>();
    String[] lines = cell.source().split("\n", -1);
    for (int i = 1; i < lines.length && found.size() < MAX_A_CELL; i++) {
      if (parser.parse(lines[i]).isPresent()) {
        SourceLine line = new SourceLine(notebook, cell.number(), i + 1, lines[i]);
        String message = reason.isEmpty() ? reason(lines, i) : reason;
        found.add(misplaced(line, message));
      }
    }
    return found;
  }

  private static Diagnostic misplaced(SourceLine line, String message) {
    int width = line.text().stripTrailing().length();
    return line.warning("misplaced-annotation", message, 1, width)
        .withHelp("put it on the first line of a cell of its own");
  }

  private static String reason(String[] lines, int at) {
    List<String> above = List.of(lines).subList(0, at);
    if (above.stream().allMatch(String::isBlank)) {
      return "the annotation is not on the first line of its cell, which is blank";
    }
    return above.stream().allMatch(line -> line.isBlank() || line.startsWith("%%"))
        ? "the annotation is below a cell magic"
        : "the annotation is not on the first line of its cell";
  }
}
