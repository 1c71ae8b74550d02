package dev.cellroute.kernelspec;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A short-lived program to run to its end: its words (the first is a path), its whole environment
 * and its working directory. Its two output streams are read as one, line by line; only the last
 * lines are kept, and at the time limit the program is killed with everything it started.
 * {@link #run} blocks.
 */
public record Command(List<String> words, Map<String, String> environment, Path directory) {
  private static final Duration TICK = Duration.ofSeconds(1);

  /** Hears what a running command does, on the thread that runs it. */
  public interface Listener {
    Listener NONE = line -> {};

    void line(String line);

    /** Called about once a second while the command runs, whether it writes or not. */
    default void tick(Duration elapsed) {}
  }

  /** How a command ended, and the last lines it wrote. */
  public record Result(End end, int status, List<String> lines) {
    /** By itself, or because its time was over. */
    public enum End {
      EXITED,
      TIMED_OUT
    }

    public Result {
      requireNonNull(end, "end");
      lines = List.copyOf(lines);
    }

    public boolean isSuccess() {
      return end == End.EXITED && status == 0;
    }
  }

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
    requireNonNull(directory, "directory");
  }

  public Result run(Duration limit, Listener listener) {
    return run(limit, TICK, listener);
  }

  Result run(Duration limit, Duration tick, Listener listener) {
    return RunningCommand.of(start(), tick).watch(limit, listener);
  }

  private Process start() {
    ProcessBuilder builder = new ProcessBuilder(words)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(nothing()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new GatewayException(
          ErrorCode.INVALID_INPUT, "cannot run " + words.get(0) + ": " + e.getMessage(), e);
    }
  }

  /** A program that asks a question must not wait for an answer nobody gives. */
  private static File nothing() {
    return new File(Platform.current() == Platform.WINDOWS ? "NUL" : "/dev/null");
  }
}
