package dev.cellroute.notebook;

import dev.cellroute.fault.Location;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;

/** Reads nbformat 4 files (nbformat, "The notebook file format"), any minor version. Pure but for {@link #read}. */
public final class NotebookReader {
  private NotebookReader() {}

  /** Reads a file; blocks. Throws {@code InvalidInputException} that says what is wrong and at which JSON path. */
  public static Notebook read(Path file) {
    throw new UnsupportedOperationException(Location.file(file.toString()).toString());
  }

  /** Parses the bytes of a notebook called {@code name} whose kernel shall work in {@code directory}. */
  public static Notebook parse(String name, Path directory, Buffer content) {
    throw new UnsupportedOperationException(name);
  }
}
