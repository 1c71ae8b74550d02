package dev.cellroute.kernel.local;

import dev.cellroute.kernel.KernelControl;
import dev.cellroute.kernel.KernelExit;
import dev.cellroute.kernel.Vitals;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A kernel's process, from its start to the moment nothing of it is left. Its streams are emptied
 * into the log and the last words. When it ends, for whatever reason, its group and what escaped
 * from it are killed and {@code cleanup} is run; all of that blocks and happens on worker threads.
 */
final class KernelProcess implements KernelControl {
  private static final Logger LOG = LoggerFactory.getLogger("dev.cellroute.kernel.output");

  /** How Java tells of a process that SIGKILL ended. */
  private static final int KILLED = 137;

  private static final Duration DRAIN_PATIENCE = Duration.ofMillis(100);

  private final Process process;
  private final KernelName name;
  private final Watch watch;
  private final LastWords lastWords = new LastWords();
  private final ErrorLog errors = new ErrorLog(this::logError);
  private final Promise<KernelExit> exit = Promise.promise();
  private final Promise<Void> gone = Promise.promise();

  private KernelProcess(Process process, KernelName name, Watch watch) {
    this.process = process;
    this.name = name;
    this.watch = watch;
  }

  static KernelProcess watch(Process process, KernelName name, Watch watch, Runnable cleanup) {
    KernelProcess kernel = new KernelProcess(process, name, watch);
    kernel.watch(cleanup);
    return kernel;
  }

  long pid() {
    return process.pid();
  }

  /** Keeps what the process says until it is told how the start ended. */
  ErrorLog errors() {
    return errors;
  }

  /** What a shell's {@code kill} is given to reach the kernel and its children. */
  String target() {
    return watch.wrapping().ownSession() ? "-" + process.pid() : Long.toString(process.pid());
  }

  @Override
  public Future<Void> signal(Signal signal) {
    return watch
        .workers()
        .executeBlocking(() -> sendNow(signal), false)
        .otherwise(this)
        .mapEmpty();
  }

  @Override
  public Future<Vitals> vitals() {
    return watch
        .workers()
        .executeBlocking(() -> watch.groups().of(process.pid(), System.nanoTime()), false)
        .otherwise(Vitals.UNKNOWN);
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
    Thread drain = new StreamDrain(lastWords::add, errors::add, System::nanoTime)
        .start("cellroute-stderr-" + name.id(), process.getErrorStream());
    new StreamDrain(ignored -> {}, this::logOutput, System::nanoTime)
        .start("cellroute-stdout-" + name.id(), process.getInputStream());
    Future.fromCompletionStage(process.onExit()).onSuccess(ignored -> leave(drain, cleanup));
  }

  private void leave(Thread drain, Runnable cleanup) {
    watch
        .workers()
        .executeBlocking(() -> exitAfter(drain), false)
        .otherwise(ignored -> exitWith(""))
        .onSuccess(exit::complete)
        .compose(ignored -> watch.workers().executeBlocking(() -> killLeftovers(cleanup), false))
        .onFailure(failure -> LOG.warn("kernel={} cleanup failed", name.id(), failure))
        .onComplete(ignored -> gone.complete());
  }

  private KernelExit exitAfter(Thread drain) throws InterruptedException {
    drain.join(DRAIN_PATIENCE.toMillis());
    return exitWith(lastWords.text());
  }

  private KernelExit.Cause cause() {
    return process.exitValue() == KILLED && watch.memoryKills().haveGrown()
        ? KernelExit.Cause.OUT_OF_MEMORY
        : KernelExit.Cause.DIED;
  }

  private KernelExit exitWith(String words) {
    return new KernelExit(process.exitValue(), cause(), words);
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
    if (watch.wrapping().ownSession()) {
      Signals.send(Signal.KILL, List.of(target()));
    }
    MarkedProcesses.killOf(name.gateway(), name.id());
    cleanup.run();
    return this;
  }

  private void logError(Level level, String line) {
    LOG.atLevel(level).log("kernel={} stderr=\"{}\"", name.id(), line);
  }

  private void logOutput(String line) {
    LOG.debug("kernel={} stdout=\"{}\"", name.id(), line);
  }
}
