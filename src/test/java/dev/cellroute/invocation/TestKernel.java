package dev.cellroute.invocation;

import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelExit;
import dev.cellroute.kernel.KernelExit.Cause;
import dev.cellroute.kernel.KernelInfo;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A kernel whose exchanges the test ends by hand. */
final class TestKernel implements Kernel {
  private final List<TestExchange> exchanges = new ArrayList<>();
  private Consumer<TestExchange> script = exchange -> {};
  private final Promise<KernelExit> exit = Promise.promise();

  /** The exchanges begun so far, in order. */
  List<TestExchange> exchanges() {
    return exchanges;
  }

  TestExchange last() {
    return exchanges.get(exchanges.size() - 1);
  }

  /** What happens to every exchange from now on. */
  void onExecute(Consumer<TestExchange> script) {
    this.script = script;
  }

  void die() {
    exit.complete(new KernelExit(7, Cause.DIED, ""));
  }

  @Override
  public String id() {
    return "iris-1";
  }

  @Override
  public KernelSpec spec() {
    return Samples.spec("test", "test");
  }

  @Override
  public KernelInfo info() {
    return new KernelInfo("test", "1", "test", "1", "5.3");
  }

  @Override
  public Exchange execute(ExecuteRequest request) {
    exchanges.add(new TestExchange(request));
    script.accept(last());
    return last();
  }

  @Override
  public Future<Void> interrupt() {
    return Future.succeededFuture();
  }

  @Override
  public Future<KernelExit> stop(Duration grace) {
    return exit.future();
  }

  @Override
  public Future<KernelExit> exit() {
    return exit.future();
  }
}
