package dev.cellroute.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/**
 * The wish to stop, from SIGTERM, Ctrl-C or the end of the process. The first one asks for an
 * orderly end, the second for the end at once, the third gets it without asking. A wish is heard
 * once the program listens, also when it came before.
 *
 * <p>Where the JVM answers a signal by itself it runs its shutdown hooks; the hook here passes the
 * wish on, waits for the program to end in its own time, and halts with the program's own exit
 * code. Threads meet in it by its futures only.
 */
final class StopSignal {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Who wishes, which is what the exit code depends on. */
  enum Cause {
    TERMINATED(ExitCode.OK),
    INTERRUPTED(ExitCode.INTERRUPTED);

    private final ExitCode code;

    Cause(ExitCode code) {
      this.code = code;
    }

    /** How a program ends that did what it was asked for. */
    ExitCode code() {
      return code;
    }
  }

  private final CompletableFuture<Cause> requested = new CompletableFuture<>();
  private final CompletableFuture<Cause> insisted = new CompletableFuture<>();
  private final CompletableFuture<ExitCode> finished = new CompletableFuture<>();
  private final Duration patience;
  private final IntConsumer halt;

  StopSignal(Duration patience, IntConsumer halt) {
    this.patience = patience;
    this.halt = halt;
  }

  /** The process's own, told of its end from now on. */
  static StopSignal ofProcess() {
    StopSignal signal = new StopSignal(PATIENCE, Runtime.getRuntime()::halt);
    Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop"));
    return signal;
  }

  /** Hears signals before the JVM does, so that a second one is told from the first. */
  StopSignal listening() {
    ProcessSignals.on("TERM", () -> ask(Cause.TERMINATED));
    ProcessSignals.on("INT", () -> ask(Cause.INTERRUPTED));
    // It means nothing here, and would end the process.
    ProcessSignals.on("USR1", () -> {});
    return this;
  }

  /** Completes when somebody wants the program to stop. */
  CompletionStage<Cause> requested() {
    return requested;
  }

  /** Completes when somebody wants it a second time. */
  CompletionStage<Cause> insisted() {
    return insisted;
  }

  /** The program has ended, with this code. */
  void finish(ExitCode code) {
    finished.complete(code);
  }

  /** One wish. */
  void ask(Cause cause) {
    if (!requested.complete(cause) && !insisted.complete(cause)) {
      halt.accept(ExitCode.INTERRUPTED.number());
    }
  }

  /** Asks the program to stop, waits until it has, and halts the process; blocks. */
  void stop() {
    requested.complete(Cause.TERMINATED);
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
