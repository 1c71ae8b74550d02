package dev.cellroute.environment;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * One environment's place in the cache: the folder itself (a virtual environment cannot be moved,
 * so it is made where it stays), the lock beside it, and in it a mark that is written last. A
 * folder without the mark is half made and worth nothing. The mark's time is that of the last use;
 * nothing is ever removed by itself. Blocks.
 */
record EnvironmentFolder(Path parent, String name) {
  EnvironmentFolder {
    requireNonNull(parent, "parent");
    requireNonNull(name, "name");
  }

  static EnvironmentFolder in(Path cache, EnvironmentKey key) {
    return new EnvironmentFolder(cache.resolve("environments"), key.text());
  }

  Path path() {
    return parent.resolve(name);
  }

  Path lock() {
    return parent.resolve(name + ".lock");
  }

  boolean isComplete() {
    return Files.exists(mark()) && Files.isExecutable(Installer.interpreter(path()));
  }

  /** Leaves nothing of an earlier try. */
  void clear() throws IOException {
    Folders.delete(path());
  }

  void complete(String note) throws IOException {
    Files.writeString(mark(), note + "\n");
  }

  void used(Instant now) throws IOException {
    Files.setLastModifiedTime(mark(), FileTime.from(now));
  }

  private Path mark() {
    return path().resolve(".complete");
  }
}
