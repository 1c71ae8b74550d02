package dev.cellroute.kernel.local;

import dev.cellroute.kernel.KernelControl.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds processes by the marker in their environment ({@link KernelCommand#MARKER}): kernels whose
 * gateway is gone, and children that left their kernel's group. Linux only, and only this user's;
 * elsewhere it finds none. Blocks.
 */
final class MarkedProcesses {
  private static final Logger LOG = LoggerFactory.getLogger(MarkedProcesses.class);
  private static final Path PROC = Path.of("/proc");
  private static final int MAX_LOOKS = 20;
  private static final String PREFIX = KernelCommand.MARKER + "=";

  private MarkedProcesses() {}

  /** Kills what gateways left behind that do not live any more. */
  static void killOrphans() {
    List<String> orphans =
        find(marker -> gatewayOf(marker).filter(each -> !each.isAlive()).isPresent());
    orphans.forEach(pid -> LOG.info("swept=process pid={}", pid));
    Signals.send(Signal.KILL, orphans);
  }

  /**
   * Kills what a kernel's cells started and what has outlived the kernel. Looks again until there
   * is nothing left, because what is found may just have made another process.
   */
  static void killOf(GatewayMark gateway, String kernelId) {
    String wanted = gateway + ":" + kernelId;
    List<String> found = find(wanted::equals);
    for (int look = 1; !found.isEmpty() && look <= MAX_LOOKS; look++) {
      Signals.send(Signal.KILL, found);
      found = find(wanted::equals);
    }
  }

  /** The ids of the processes whose marker is wanted; never this one. */
  static List<String> find(Predicate<String> wanted) {
    List<String> found = new ArrayList<>();
    String self = Long.toString(ProcessHandle.current().pid());
    if (!Files.isDirectory(PROC)) {
      return found;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path each : processes) {
        String pid = String.valueOf(each.getFileName());
        if (!pid.equals(self) && markerOf(each).filter(wanted).isPresent()) {
          found.add(pid);
        }
      }
    } catch (IOException unreadable) {
      LOG.warn("could not read {}: {}", PROC, unreadable.toString());
    }
    return found;
  }

  private static Optional<String> markerOf(Path process) {
    try {
      String environment =
          new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.UTF_8);
      for (String variable : environment.split("\0", -1)) {
        if (variable.startsWith(PREFIX)) {
          return Optional.of(variable.substring(PREFIX.length()));
        }
      }
    } catch (IOException ignored) {
      // Another user's process, or one that has just ended.
    }
    return Optional.empty();
  }

  private static Optional<GatewayMark> gatewayOf(String marker) {
    int colon = marker.indexOf(':');
    return colon < 0 ? Optional.empty() : GatewayMark.parse(marker.substring(0, colon));
  }
}
