package dev.cellroute.testing;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.kernel.Capacity;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelExit;
import dev.cellroute.kernel.KernelExit.Cause;
import dev.cellroute.kernel.KernelInfo;
import dev.cellroute.kernelspec.KernelSpec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A kernel without a process: a script answers, the test decides when it dies. For one thread. */
public final class FakeKernel implements Kernel {

  private final String id;
  private final KernelSpec spec;
  private final FakeScript script;
  private final Capacity capacity;
  private final List<FakeExchange> exchanges = new ArrayList<>();
  private final Promise<KernelExit> exit = Promise.promise();
  private int stops;
  private int interrupts;

  FakeKernel(String id, KernelSpec spec, FakeScript script, Capacity capacity) {
    this.id = id;
    this.spec = spec;
    this.script = script;
    this.capacity = capacity;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public KernelSpec spec() {
    return spec;
  }

  @Override
  public KernelInfo info() {
    return new KernelInfo("fake", "1.0", spec.language(), "1.0", "5.3");
  }

  @Override
  public Capacity capacity() {
    return capacity;
  }

  @Override
  public Exchange execute(ExecuteRequest request) {
    FakeExchange exchange = new FakeExchange(request);
    exchanges.add(exchange);
    if (exit.future().isComplete()) {
      exchange.fail(ErrorCode.KERNEL_DIED, "kernel " + id + " is gone");
    } else {
      script.run(this, exchange);
    }
    return exchange;
  }

  @Override
  public Future<Void> interrupt() {
    interrupts++;
    exchanges.forEach(FakeExchange::cancel);
    return Future.succeededFuture();
  }

  @Override
  public Future<KernelExit> stop(Duration grace) {
    stops++;
    end(new KernelExit(0, Cause.STOPPED, ""));
    return exit.future();
  }

  @Override
  public Future<KernelExit> exit() {
    return exit.future();
  }

  /** Ends by itself, as after {@code os._exit(status)}. */
  public void die(int status) {
    end(new KernelExit(status, Cause.DIED, ""));
  }

  public boolean isAlive() {
    return !exit.future().isComplete();
  }

  public int stops() {
    return stops;
  }

  public int interrupts() {
    return interrupts;
  }

  public List<FakeExchange> exchanges() {
    return List.copyOf(exchanges);
  }

  /** The code it was given, in order. */
  public List<String> codes() {
    return exchanges.stream().map(FakeExchange::code).toList();
  }

  private void end(KernelExit how) {
    exit.tryComplete(how);
    exchanges.forEach(each -> each.fail(ErrorCode.KERNEL_DIED, "kernel " + id + " died"));
  }
}
