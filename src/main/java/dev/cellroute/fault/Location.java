package dev.cellroute.fault;

import static java.util.Objects.requireNonNull;

/**
 * A place in a file: a line of a notebook's cell, or a line of a plain file when {@code cell} is 0.
 * Cells (of any type), lines and columns count from 1; 0 means "the whole".
 */
public record Location(String file, int cell, int line, int column) {
  public Location {
    requireNonNull(file, "file");
  }

  public static Location file(String file) {
    return new Location(file, 0, 0, 0);
  }

  public static Location line(String file, int line, int column) {
    return new Location(file, 0, line, column);
  }

  public static Location cell(String file, int cell, int line, int column) {
    return new Location(file, cell, line, column);
  }

  /** For example {@code iris.ipynb#cell-4:1} or {@code cellroute.yaml:7}. */
  @Override
  public String toString() {
    String place = cell > 0 ? file + "#cell-" + cell : file;
    return line > 0 ? place + ":" + line : place;
  }
}
