package dev.cellroute.notebook;

import static java.util.Objects.requireNonNull;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Where a notebook comes from: a path or an {@code http(s)} URL, as the configuration names it.
 * {@link #read} blocks until the notebook is there; a download takes no longer than the deadline
 * given and is no larger than a file may be.
 */
public record NotebookSource(String text) {
  public NotebookSource {
    requireNonNull(text, "text");
  }

  public boolean isUrl() {
    String start = text.toLowerCase(Locale.ROOT);
    return start.startsWith("http://") || start.startsWith("https://");
  }

  /**
   * Reads it; blocks. The kernel of a notebook from a URL works in {@code workingDirectory}. Throws
   * {@code InvalidInputException} as {@link NotebookReader} does, also when there is nothing to
   * read.
   */
  public Notebook read(Path workingDirectory, Duration deadline) {
    if (isUrl()) {
      NotebookUrl url = NotebookUrl.of(text);
      return NotebookReader.parse(
          url.name(), workingDirectory, new NotebookDownload(url, deadline).fetch());
    }
    return NotebookReader.read(path());
  }

  private Path path() {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw NotebookReader.invalid(text, NotebookReader.NOT_FOUND, "not a path: " + e.getReason());
    }
  }
}
