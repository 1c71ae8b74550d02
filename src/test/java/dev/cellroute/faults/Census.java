package dev.cellroute.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Counts what a gateway holds of the machine, by {@code /proc}: its kernels and whatever they
 * started (by the marker in their environment), its file descriptors and its threads. Linux only.
 * Blocks, shortly.
 */
record Census(long gateway) {
  private static final Path PROC = Path.of("/proc");
  private static final String MARKER = "CELLROUTE_KERNEL=";

  /** Beginnings of names: pools that grow to bounds of their own, and the JVM's compilers. */
  private static final List<String> POOLED = List.of(
      "vert.x-worker-",
      "vert.x-internal",
      "vert.x-eventloo",
      "cellroute-kerne",
      "process reaper",
      "C1 ",
      "C2 ");

  /** The processes that kernels of this gateway are or have started. */
  List<Long> processes() {
    List<Long> found = new ArrayList<>();
    String mark = "\0" + MARKER + gateway + "-";
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path each : all) {
        long pid = Long.parseLong(String.valueOf(each.getFileName()));
        if (pid != gateway && environment(each).contains(mark) && isAlive(each)) {
          found.add(pid);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return found.stream().sorted().toList();
  }

  /** A process that has ended, but was not asked for its status yet, holds nothing any more. */
  private static boolean isAlive(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return false;
    }
  }

  private static String environment(Path process) {
    try {
      return "\0" + new String(Files.readAllBytes(process.resolve("environ")), UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }

  int descriptors() {
    return entries("fd").size();
  }

  /** Threads that belong to no pool. */
  int threads() {
    return (int) entries("task").stream().filter(thread -> !isPooled(thread)).count();
  }

  private static boolean isPooled(Path thread) {
    try {
      String name = Files.readString(thread.resolve("comm"));
      return POOLED.stream().anyMatch(name::startsWith);
    } catch (IOException gone) {
      return true;
    }
  }

  private List<Path> entries(String what) {
    try (Stream<Path> all = Files.list(PROC.resolve(Long.toString(gateway)).resolve(what))) {
      return all.toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
