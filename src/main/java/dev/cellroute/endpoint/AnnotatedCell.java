package dev.cellroute.endpoint;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Diagnostic.Severity;
import dev.cellroute.notebook.Cell;

/** A code cell with its annotation, and how to complain about the path in it. */
record AnnotatedCell(Cell cell, SourceLine line, Annotation annotation) {
  String route() {
    return annotation.route();
  }

  /** Another line of the same cell. */
  SourceLine line(int number, String text) {
    return new SourceLine(line.notebook(), cell.number(), number, text);
  }

  Diagnostic warning(String code, String message) {
    return diagnostic(Severity.WARNING, code, message);
  }

  Diagnostic error(String code, String message) {
    return diagnostic(Severity.ERROR, code, message);
  }

  Diagnostic diagnostic(PathProblem problem) {
    int column = annotation.column() + problem.offset();
    return line.diagnostic(
            problem.severity(), problem.code(), problem.message(), column, problem.width())
        .withHelp(problem.help());
  }

  private Diagnostic diagnostic(Severity severity, String code, String message) {
    int width = annotation.path().length();
    return line.diagnostic(severity, code, message, annotation.column(), width);
  }
}
