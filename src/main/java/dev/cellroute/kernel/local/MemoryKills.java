package dev.cellroute.kernel.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many processes Linux has killed for want of memory: in our control group (version 2 or 1), or
 * where that cannot be read, on the whole machine. A process that was killed while the number grew
 * was probably one of them; who it was is not told. Asked by several workers: synchronized. Blocks
 * shortly.
 */
final class MemoryKills {
  private static final String FIELD = "oom_kill ";

  private final List<Path> counters;
  private long seen;

  MemoryKills(List<Path> counters) {
    this.counters = List.copyOf(counters);
    seen = count();
  }

  static MemoryKills ofThisProcess() {
    return new MemoryKills(counters(Path.of("/proc"), Path.of("/sys/fs/cgroup")));
  }

  /** Where the number may be, the most exact place first. */
  static List<Path> counters(Path proc, Path cgroup) {
    Stream<Path> own = lines(proc.resolve("self/cgroup")).stream().flatMap(line -> {
      String[] parts = line.split(":", 3);
      return parts.length < 3 ? Stream.empty() : counters(cgroup, parts[1], parts[2]);
    });
    return Stream.concat(own, Stream.of(proc.resolve("vmstat"))).toList();
  }

  private static Stream<Path> counters(Path cgroup, String controllers, String group) {
    String below = group.substring(Math.min(1, group.length()));
    return switch (controllers) {
      case "" -> Stream.of(cgroup.resolve(below).resolve("memory.events"));
      case "memory" ->
        Stream.of(cgroup.resolve("memory").resolve(below).resolve("memory.oom_control"));
      default -> Stream.empty();
    };
  }

  /** Whether there were more since this was asked last. */
  synchronized boolean haveGrown() {
    long before = seen;
    seen = count();
    return seen > before;
  }

  private long count() {
    return counters.stream().flatMap(file -> number(file).stream()).findFirst().orElse(0L);
  }

  private static Optional<Long> number(Path file) {
    return lines(file).stream()
        .filter(line -> line.startsWith(FIELD))
        .map(line -> Long.parseLong(line.substring(FIELD.length()).strip()))
        .findFirst();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException ignored) {
      // Not Linux, another version, or not ours to read.
      return List.of();
    }
  }
}
