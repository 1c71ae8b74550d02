package dev.cellroute.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/**
 * The wish to stop, from SIGTERM, Ctrl-C or the end of the process. The JVM answers a signal by
 * running its shutdown hooks and exits with 128 + the signal's number; so the hook here passes the
 * wish on, waits for the program to end in its own time, and halts with the program's own exit
 * code. Two threads meet in it, by the two futures only.
 */
final class StopSignal {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CompletableFuture<Void> requested = new CompletableFuture<>();
  private final CompletableFuture<ExitCode> finished = new CompletableFuture<>();
  private final Duration patience;
  private final IntConsumer halt;

  StopSignal(Duration patience, IntConsumer halt) {
    this.patience = patience;
    this.halt = halt;
  }

  /** The process's own, listening to signals from now on. */
  static StopSignal ofProcess() {
    StopSignal signal = new StopSignal(PATIENCE, Runtime.getRuntime()::halt);
    Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop"));
    return signal;
  }

  /** Completes when somebody wants the program to stop. */
  CompletionStage<Void> requested() {
    return requested;
  }

  /** The program has ended, with this code. */
  void finish(ExitCode code) {
    finished.complete(code);
  }

  /** Asks the program to stop, waits until it has, and halts the process; blocks. */
  void stop() {
    requested.complete(null);
    halt.accept(code().number());
  }

  private ExitCode code() {
    try {
      return finished.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      return ExitCode.TIMED_OUT;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }
}
