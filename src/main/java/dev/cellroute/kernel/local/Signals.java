package dev.cellroute.kernel.local;

import dev.cellroute.kernel.KernelControl.Signal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends signals to process groups, by the {@code kill} that every POSIX shell has built in: Java
 * itself knows only SIGTERM and SIGKILL for one process. Blocks for some milliseconds.
 */
final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
  private static final long PATIENCE_MS = 2000;

  private Signals() {}

  /**
   * To each target: a process id, or a group's id with a minus. Targets that are gone do not
   * matter.
   */
  static void send(Signal signal, List<String> targets) {
    if (targets.isEmpty()) {
      return;
    }
    String script = targets.stream()
        .map(target -> "kill -s " + nameOf(signal) + " -- " + target)
        .collect(Collectors.joining("; "));
    run(script);
  }

  private static void run(String script) {
    try {
      Process shell = new ProcessBuilder("/bin/sh", "-c", script)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      if (!shell.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        shell.destroyForcibly();
      }
    } catch (IOException unable) {
      LOG.warn("could not send a signal: {}", unable.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String nameOf(Signal signal) {
    return switch (signal) {
      case INTERRUPT -> "INT";
      case TERMINATE -> "TERM";
      case KILL -> "KILL";
    };
  }
}
