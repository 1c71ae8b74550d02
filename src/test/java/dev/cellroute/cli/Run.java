package dev.cellroute.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a command line did: its exit code and what it wrote. */
record Run(int code, String out, String err) {
  /** Runs a command that serves nothing. */
  static Run of(Path directory, Map<String, String> environment, String... arguments) {
    Service.Launcher nothing = (vertx, configs, progress, unwanted) ->
        Future.failedFuture(new IllegalStateException("nothing to serve"));
    return of(directory, environment, nothing, unheard(), arguments);
  }

  static Run of(
      Path directory,
      Map<String, String> environment,
      Service.Launcher launcher,
      StopSignal signal,
      String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(
        environment,
        directory,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
    ExitCode code =
        new Program(console, launcher, signal, new ReloadSignal()).run(List.of(arguments));
    return new Run(code.number(), out.toString(UTF_8), err.toString(UTF_8));
  }

  static StopSignal unheard() {
    return new StopSignal(Duration.ofSeconds(5), code -> {});
  }
}
