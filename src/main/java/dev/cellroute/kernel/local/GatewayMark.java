package dev.cellroute.kernel.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A gateway process, told apart from every other one that had or will have its id by the moment it
 * started. Written as {@code <pid>-<start>} in names of directories and in the environment of
 * kernels.
 */
record GatewayMark(long pid, long start) {
  private static final int START_TIME_FIELD = 19;

  static GatewayMark ofThisProcess() {
    return of(ProcessHandle.current());
  }

  static Optional<GatewayMark> parse(String text) {
    String[] parts = text.split("-", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(new GatewayMark(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
    } catch (NumberFormatException ignored) {
      // Somebody else's name.
      return Optional.empty();
    }
  }

  boolean isAlive() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(GatewayMark::of).stream()
        .anyMatch(this::equals);
  }

  @Override
  public String toString() {
    return pid + "-" + start;
  }

  private static GatewayMark of(ProcessHandle process) {
    return new GatewayMark(process.pid(), startOf(process));
  }

  /**
   * In ticks since boot where there is a /proc, because the wall clock may be set; else in
   * milliseconds.
   */
  private static long startOf(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(afterName[START_TIME_FIELD]);
    } catch (IOException ignored) {
      // Not Linux, or the process has just ended.
      return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
  }
}
