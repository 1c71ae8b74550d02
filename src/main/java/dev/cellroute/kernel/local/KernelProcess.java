package dev.cellroute.kernel.local;

import dev.cellroute.kernel.KernelControl;
import dev.cellroute.kernel.KernelExit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A kernel's process, from its start to the moment nothing of it is left. Its streams are emptied
 * into the log and the last words. When it ends, for whatever reason, its group and what escaped
 * from it are killed and {@code cleanup} is run; all of that blocks and happens on worker threads.
 */
final class KernelProcess implements KernelControl {
  private static final Logger LOG = LoggerFactory.getLogger("dev.cellroute.kernel.output");
  private static final Duration DRAIN_PATIENCE = Duration.ofMillis(100);

  private final Process process;
  private final KernelName name;
  private final Wrapping wrapping;
  private final WorkerExecutor workers;
  private final LastWords lastWords = new LastWords();
  private final Promise<KernelExit> exit = Promise.promise();
  private final Promise<Void> gone = Promise.promise();

  private KernelProcess(
      Process process, KernelName name, Wrapping wrapping, WorkerExecutor workers) {
    this.process = process;
    this.name = name;
    this.wrapping = wrapping;
    this.workers = workers;
  }

  static KernelProcess watch(
      Process process,
      KernelName name,
      Wrapping wrapping,
      WorkerExecutor workers,
      Runnable cleanup) {
    KernelProcess kernel = new KernelProcess(process, name, wrapping, workers);
    kernel.watch(cleanup);
    return kernel;
  }

  long pid() {
    return process.pid();
  }

  /** What a shell's {@code kill} is given to reach the kernel and its children. */
  String target() {
    return wrapping.ownSession() ? "-" + process.pid() : Long.toString(process.pid());
  }

  @Override
  public Future<Void> signal(Signal signal) {
    return workers.executeBlocking(() -> sendNow(signal), false).otherwise(this).mapEmpty();
  }

  @Override
  public Future<KernelExit> exit() {
    return exit.future();
  }

  @Override
  public Future<Void> gone() {
    return gone.future();
  }

  private void watch(Runnable cleanup) {
    Thread errors = new StreamDrain(lastWords::add, this::logError, System::nanoTime)
        .start("cellroute-stderr-" + name.id(), process.getErrorStream());
    new StreamDrain(ignored -> {}, this::logOutput, System::nanoTime)
        .start("cellroute-stdout-" + name.id(), process.getInputStream());
    Future.fromCompletionStage(process.onExit()).onSuccess(ignored -> leave(errors, cleanup));
  }

  private void leave(Thread errors, Runnable cleanup) {
    workers
        .executeBlocking(() -> lastWordsOf(errors), false)
        .otherwise("")
        .onSuccess(words -> exit.complete(exitWith(words)))
        .compose(ignored -> workers.executeBlocking(() -> killLeftovers(cleanup), false))
        .onFailure(failure -> LOG.warn("kernel={} cleanup failed", name.id(), failure))
        .onComplete(ignored -> gone.complete());
  }

  private String lastWordsOf(Thread errors) throws InterruptedException {
    errors.join(DRAIN_PATIENCE.toMillis());
    return lastWords.text();
  }

  private KernelExit exitWith(String words) {
    return new KernelExit(process.exitValue(), KernelExit.Cause.DIED, words);
  }

  /**
   * The process itself too, in case it has not reached its own session yet; never one that took its
   * id later.
   */
  private KernelProcess sendNow(Signal signal) {
    if (process.isAlive()) {
      Signals.send(signal, List.of(target()));
    }
    if (signal == Signal.KILL) {
      process.destroyForcibly();
    }
    return this;
  }

  private KernelProcess killLeftovers(Runnable cleanup) {
    if (wrapping.ownSession()) {
      Signals.send(Signal.KILL, List.of(target()));
    }
    MarkedProcesses.killOf(name.gateway(), name.id());
    cleanup.run();
    return this;
  }

  private void logError(String line) {
    LOG.info("kernel={} stderr=\"{}\"", name.id(), line);
  }

  private void logOutput(String line) {
    LOG.debug("kernel={} stdout=\"{}\"", name.id(), line);
  }
}
