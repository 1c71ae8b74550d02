package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.http.MultipartParser.Part;
import dev.cellroute.invocation.Body.UploadedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The uploaded files of one request, kept until it is answered in a folder only this user may
 * enter. The names on disk are our own. Every method blocks.
 */
record Uploads(Path directory, List<UploadedFile> files) {
  Uploads {
    requireNonNull(directory, "directory");
    files = List.copyOf(files);
  }

  /** Writes the parts; when that fails nothing is left behind. */
  static Uploads keep(Path parent, List<Part> parts) {
    try {
      // The Java library creates it with mode 0700 where the file system has modes.
      Path directory =
          Files.createTempDirectory(parent, "upload-").toAbsolutePath().normalize();
      return new Uploads(directory, write(directory, parts));
    } catch (IOException e) {
      throw new UncheckedIOException("an upload could not be kept", e);
    }
  }

  private static List<UploadedFile> write(Path directory, List<Part> parts) throws IOException {
    List<UploadedFile> files = new ArrayList<>();
    try {
      for (Part part : parts) {
        files.add(write(directory.resolve(Integer.toString(files.size() + 1)), part));
      }
      return files;
    } catch (IOException e) {
      new Uploads(directory, files).discard();
      throw e;
    }
  }

  private static UploadedFile write(Path path, Part part) throws IOException {
    long size = part.content().remaining();
    try (WritableByteChannel file =
        Files.newByteChannel(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      while (part.content().hasRemaining()) {
        file.write(part.content());
      }
    }
    String type =
        part.type().isAbsent() ? "application/octet-stream" : part.type().value();
    return new UploadedFile(part.name(), part.filename(), type, size, path.toString());
  }

  /** Removes the folder with all that is in it, also what a cell has put there. */
  void discard() {
    try (Stream<Path> found = Files.walk(directory)) {
      List<Path> deepestFirst = new ArrayList<>(found.toList());
      Collections.reverse(deepestFirst);
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException ignored) {
      // The cell has removed it itself.
    } catch (IOException e) {
      throw new UncheckedIOException("an upload could not be removed", e);
    }
  }
}
