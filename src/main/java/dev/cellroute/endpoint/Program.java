package dev.cellroute.endpoint;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.Location;
import dev.cellroute.notebook.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells joined into one source, with the way back from a line of that source to the cell it came
 * from. The cells follow each other as they stand, annotation lines included, so that the kernel's
 * line numbers need no arithmetic. Immutable; {@link #join} costs a copy of the text, so a caller
 * on the hot path keeps the result.
 */
public record Program(String source, List<Part> parts) {
  /** A program that does nothing. */
  public static final Program EMPTY = new Program("", List.of());

  /** Where one cell begins in the joined source; lines count from 1. */
  public record Part(int cell, int firstLine, int lines) {}

  public Program {
    requireNonNull(source, "source");
    parts = List.copyOf(parts);
  }

  /** Joins the cells in their order with a line end between two of them. */
  public static Program join(List<Cell> cells) {
    if (cells.isEmpty()) {
      return EMPTY;
    }
    List<Part> parts = new ArrayList<>();
    int line = 1;
    for (Cell cell : cells) {
      int lines = 1 + (int) cell.source().chars().filter(each -> each == '\n').count();
      parts.add(new Part(cell.number(), line, lines));
      line += lines;
    }
    return new Program(String.join("\n", cells.stream().map(Cell::source).toList()), parts);
  }

  /** Whether there is no cell in it; a cell without text still is one. */
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /**
   * The place in the notebook of a line of the source. Line 0 means the first cell as a whole; a
   * line past the end, where some kernels report an unfinished statement, is the last line there
   * is.
   */
  public Location locate(String notebook, int line) {
    if (isEmpty()) {
      return Location.file(notebook);
    }
    if (line < 1) {
      return Location.cell(notebook, parts.get(0).cell(), 0, 0);
    }
    Part part = partAt(line);
    int within = Math.min(line - part.firstLine() + 1, part.lines());
    return Location.cell(notebook, part.cell(), within, 0);
  }

  private Part partAt(int line) {
    Part found = parts.get(0);
    for (Part part : parts) {
      if (part.firstLine() <= line) {
        found = part;
      }
    }
    return found;
  }
}
