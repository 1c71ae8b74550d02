package dev.cellroute.notebook;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One cell of a notebook. {@code number} counts all cells of the notebook from 1, whatever their
 * type, as the cell's place in the file; {@code source} has {@code \n} line ends only.
 */
public record Cell(int number, Type type, String source, List<String> tags) {
  /** The cell types of nbformat 4. */
  public enum Type {
    CODE,
    MARKDOWN,
    RAW
  }

  public Cell {
    requireNonNull(type, "type");
    requireNonNull(source, "source");
    tags = List.copyOf(tags);
  }

  public boolean isCode() {
    return type == Type.CODE;
  }
}
