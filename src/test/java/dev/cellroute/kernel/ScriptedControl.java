package dev.cellroute.kernel;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/** A process that is not there: it notes signals and ends by SIGKILL, or when the test says so. */
final class ScriptedControl implements KernelControl {
  private IntConsumer afterSignal = ignored -> {};
  private final List<Signal> signals = new CopyOnWriteArrayList<>();
  private final Promise<KernelExit> exit = Promise.promise();

  List<Signal> signals() {
    return List.copyOf(signals);
  }

  /** Called with the number of signals so far, each time one comes. */
  void onSignal(IntConsumer afterSignal) {
    this.afterSignal = afterSignal;
  }

  void exit(int status, String lastWords) {
    exit.tryComplete(new KernelExit(status, KernelExit.Cause.DIED, lastWords));
  }

  @Override
  public Future<Void> signal(Signal signal) {
    signals.add(signal);
    afterSignal.accept(signals.size());
    if (signal == Signal.KILL) {
      exit(137, "");
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<KernelExit> exit() {
    return exit.future();
  }

  @Override
  public Future<Void> gone() {
    return exit.future().mapEmpty();
  }
}
