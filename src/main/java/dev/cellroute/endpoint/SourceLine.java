package dev.cellroute.endpoint;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Diagnostic.Severity;
import dev.cellroute.fault.Location;
import dev.cellroute.notebook.Cell;

/** A line of a cell, and how to complain about a part of it; lines and columns count from 1. */
record SourceLine(String notebook, int cell, int number, String text) {
  static SourceLine first(String notebook, Cell cell) {
    int end = cell.source().indexOf('\n');
    String text = end < 0 ? cell.source() : cell.source().substring(0, end);
    return new SourceLine(notebook, cell.number(), 1, text);
  }

  Diagnostic warning(String code, String message, int column, int width) {
    return diagnostic(Severity.WARNING, code, message, column, width);
  }

  Diagnostic diagnostic(Severity severity, String code, String message, int column, int width) {
    Location location = Location.cell(notebook, cell, number, column);
    return new Diagnostic(severity, code, message, location, text, width, "");
  }
}
