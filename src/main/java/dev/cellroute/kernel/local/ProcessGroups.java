package dev.cellroute.kernel.local;

import dev.cellroute.kernel.Vitals;
import dev.cellroute.kernel.Vitals.Activity;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How process groups are, read from {@code /proc} for all of them at once and kept for half a
 * second, so that many kernels cost no more than one. Elsewhere than on Linux nothing is known.
 * Asked by several workers: synchronized. Blocks for some milliseconds.
 */
final class ProcessGroups {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessGroups.class);
  private static final long FRESH_NANOS = 500_000_000L;
  private static final long KIB = 1024;

  private final Path proc;
  private Map<Long, Long> resident = Map.of();
  private long readAt;
  private boolean read;

  ProcessGroups(Path proc) {
    this.proc = proc;
  }

  static ProcessGroups ofThisMachine() {
    return new ProcessGroups(Path.of("/proc"));
  }

  /** What is known of a group, whose leader has the same number. */
  synchronized Vitals of(long group, long now) {
    if (!read || now - readAt > FRESH_NANOS) {
      resident = readAll();
      readAt = now;
      read = true;
    }
    return new Vitals(resident.getOrDefault(group, 0L), activity(group));
  }

  private Activity activity(long process) {
    return status(proc.resolve(Long.toString(process)))
        .map(status -> status.isStopped() ? Activity.STOPPED : Activity.RUNS)
        .orElse(Activity.UNKNOWN);
  }

  private Map<Long, Long> readAll() {
    Map<Long, Long> sums = new HashMap<>();
    if (!Files.isDirectory(proc)) {
      return sums;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path each : processes) {
        status(each).ifPresent(status -> sums.merge(status.group(), status.bytes(), Long::sum));
      }
    } catch (IOException unreadable) {
      LOG.warn("could not read {}: {}", proc, unreadable.toString());
    }
    return sums;
  }

  private static Optional<Status> status(Path process) {
    try {
      return Optional.of(Status.parse(Files.readString(process.resolve("status"))));
    } catch (IOException ignored) {
      // It has just ended.
      return Optional.empty();
    }
  }

  /** Three lines of {@code /proc/<pid>/status}; the first of several group numbers is ours. */
  private record Status(long group, long bytes, String state) {

    static Status parse(String text) {
      long group = 0;
      long bytes = 0;
      String state = "";
      for (String line : text.split("\n", -1)) {
        if (line.startsWith("State:")) {
          state = value(line);
        } else if (line.startsWith("NSpgid:")) {
          group = Long.parseLong(value(line));
        } else if (line.startsWith("VmRSS:")) {
          bytes = Long.parseLong(value(line)) * KIB;
        }
      }
      return new Status(group, bytes, state);
    }

    boolean isStopped() {
      return state.startsWith("T");
    }

    private static String value(String line) {
      return line.split("\\s+", -1)[1];
    }
  }
}
