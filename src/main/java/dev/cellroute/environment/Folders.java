package dev.cellroute.environment;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What the file system does not do in one call. Blocks. */
final class Folders {
  private Folders() {}

  /** Removes a folder and all in it, if it is there; links are removed, not followed. */
  static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
          throws IOException {
        if (failure != null) {
          throw failure;
        }
        Files.delete(visited);
        return FileVisitResult.CONTINUE;
      }
    });
  }

  /** The path without links, or as it is when that cannot be told. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException ignored) {
      // It may have gone; its own name identifies it as well as we can.
      return path;
    }
  }

  /** A path as a person would write it, with {@code ~} for the home folder. */
  static String shown(Path path) {
    Path home = Path.of(System.getProperty("user.home", "/"));
    return path.startsWith(home) && home.getNameCount() > 0
        ? "~/" + home.relativize(path)
        : path.toString();
  }
}
