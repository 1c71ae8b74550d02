package dev.cellroute.endpoint;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.notebook.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks through a code cell for annotations that are none: a first line that nearly is one or ends
 * too early, and lines further down that would be one at the top. All are warnings, as such cells
 * have always run. Pure.
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
    Optional<Annotation> annotation = parser.parse(first.text());
    annotation
        .map(each -> blankInPath(first, each))
        .orElseGet(() -> nearMisses.find(first.text()).map(miss -> warning(first, miss)))
        .ifPresent(found::add);
    String reason = annotation.isPresent() ? "a cell has one annotation" : "";
    found.addAll(misplaced(cell, reason));
    return found;
  }

  /** A summary that goes on like a path; {@code and/or} at its beginning is prose. */
  private static Optional<Diagnostic> blankInPath(SourceLine line, Annotation annotation) {
    String word = new Scanner(annotation.summary()).word();
    boolean isLone = word.equals(annotation.summary()) && word.contains("/");
    boolean isPath = isLone || word.contains("/:") || word.contains("/*");
    if (!isPath || word.contains("://")) {
      return Optional.empty();
    }
    int end = annotation.column() - 1 + annotation.path().length();
    int column = line.text().indexOf(word, end) + 1;
    String message = "the path ends at the blank; '" + word + "' is its summary";
    return Optional.of(line.warning("blank-in-path", message, column, word.length())
        .withHelp("a blank in a path is written %20: " + annotation.path() + "%20" + word));
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
