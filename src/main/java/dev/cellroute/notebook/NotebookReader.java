package dev.cellroute.notebook;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads nbformat 4 files (nbformat, "The notebook file format"), any minor version. Whatever the
 * bytes are, the answer is a notebook or an {@code InvalidInputException} with every mistake found
 * and its JSON path. Pure but for {@link #read}.
 */
public final class NotebookReader {
  /** Larger files are refused: a notebook of that size holds data that belongs elsewhere. */
  public static final int MAX_BYTES = 64 * 1024 * 1024;

  /** The code of the diagnostic that says that there is no such file. */
  public static final String NOT_FOUND = "notebook-not-found";

  private NotebookReader() {}

  /**
   * Reads a file; blocks. Throws {@code InvalidInputException} that says what is wrong and at which
   * JSON path.
   */
  public static Notebook read(Path file) {
    if (Files.notExists(file)) {
      throw invalid(file.toString(), NOT_FOUND, "there is no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw invalid(file.toString(), "not-a-notebook", "this is not a file (expected: a notebook)");
    }
    Path directory = file.toAbsolutePath().normalize().getParent();
    return parse(nameOf(file), directory == null ? file : directory, bytesOf(file));
  }

  /**
   * Parses the bytes of a notebook called {@code name} whose kernel shall work in
   * {@code directory}.
   */
  public static Notebook parse(String name, Path directory, Buffer content) {
    if (content.length() > MAX_BYTES) {
      throw tooLarge(name);
    }
    return new NotebookJson(name).notebook(directory, content);
  }

  static InvalidInputException tooLarge(String name) {
    return invalid(name, "notebook-too-large", "more than 64 MiB (expected: 64 MiB at most)");
  }

  static InvalidInputException invalid(String file, String code, String message) {
    return new InvalidInputException(List.of(Diagnostic.error(code, message, Location.file(file))));
  }

  private static String nameOf(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  private static Buffer bytesOf(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw tooLarge(file.toString());
      }
      return Buffer.buffer(bytes);
    } catch (IOException e) {
      String reason = e.getClass().getSimpleName();
      throw invalid(file.toString(), "notebook-unreadable", "cannot be read (" + reason + ")");
    }
  }
}
