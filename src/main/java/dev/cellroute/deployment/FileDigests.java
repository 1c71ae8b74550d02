package dev.cellroute.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Digests of files, read again only where the file's own data say that it may have changed. Those
 * are too coarse for a file that was written a moment ago, which is always read. Blocks. Used by
 * one thread at a time.
 */
final class FileDigests {

  private static final Duration MOMENT = Duration.ofSeconds(2);

  private Map<Path, Known> known = new HashMap<>();

  /** What the file system says about a file. */
  private record Stamp(
      FileTime changed, long size, @Nullable Object key) {}

  private record Known(Stamp stamp, String digest) {}

  Map<Path, String> of(Set<Path> files) {
    Map<Path, Known> next = new HashMap<>();
    files.forEach(file -> next.put(file, look(file)));
    known = next;
    return next.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().digest()));
  }

  private Known look(Path file) {
    Stamp stamp = stamp(file);
    Known before = known.get(file);
    return before != null && before.stamp().equals(stamp) && isOld(stamp)
        ? before
        : new Known(stamp, Digests.of(file));
  }

  private static boolean isOld(Stamp stamp) {
    return stamp.changed().toMillis() < System.currentTimeMillis() - MOMENT.toMillis();
  }

  private static Stamp stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (IOException ignored) {
      // It is not there, which the digest says, too.
      return new Stamp(FileTime.fromMillis(Long.MAX_VALUE), -1, null);
    }
  }
}
