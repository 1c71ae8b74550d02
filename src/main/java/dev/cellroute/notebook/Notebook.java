package dev.cellroute.notebook;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.List;

/**
 * A notebook as read: its cells and what it says of its kernel. {@code name} is how messages call
 * it (the file name); {@code directory} is where its kernel works; {@code kernelName} and
 * {@code language} are empty when the file's metadata names none; {@code content} is the file's
 * bytes.
 */
public record Notebook(
    String name,
    Path directory,
    String kernelName,
    String language,
    List<Cell> cells,
    Buffer content) {
  public Notebook {
    requireNonNull(name, "name");
    requireNonNull(directory, "directory");
    requireNonNull(kernelName, "kernelName");
    requireNonNull(language, "language");
    cells = List.copyOf(cells);
    requireNonNull(content, "content");
  }

  /** The name without {@code .ipynb}, or up to its first dot, as Kernel Gateway titles its spec. */
  public String title() {
    int dot = name.indexOf('.', 1);
    return dot < 0 ? name : name.substring(0, dot);
  }
}
