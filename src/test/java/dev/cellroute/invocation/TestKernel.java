package dev.cellroute.invocation;

import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelExit;
import dev.cellroute.kernel.KernelExit.Cause;
import dev.cellroute.kernel.KernelInfo;
import dev.cellroute.kernel.Lane;
import dev.cellroute.kernel.LaneCall;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A kernel whose exchanges the test ends by hand. */
final class TestKernel implements Kernel {
  private final List<TestExchange> exchanges = new ArrayList<>();
  private Consumer<TestExchange> script = exchange -> {};
  private final Promise<KernelExit> exit = Promise.promise();
  private final List<LaneCall> laneCalls = new ArrayList<>();
  private Optional<Lane> lane = Optional.empty();

  /** From now on there is a lane that takes these programs. */
  void openLane(Integer... taken) {
    lane = Optional.of(new TestLane(Set.of(taken)));
  }

  /** What was called on the lane, in order; its exchanges are among the others. */
  List<LaneCall> laneCalls() {
    return laneCalls;
  }

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
  public Optional<Lane> lane() {
    return lane;
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

  /** Its exchanges are like the others, with the program's number for code. */
  private final class TestLane implements Lane {
    private final Set<Integer> taken;

    TestLane(Set<Integer> taken) {
      this.taken = taken;
    }

    @Override
    public boolean takes(int program) {
      return taken.contains(program);
    }

    @Override
    public Optional<String> refusal(int program) {
      return takes(program) ? Optional.empty() : Optional.of("it was not given");
    }

    @Override
    public Exchange call(LaneCall call) {
      laneCalls.add(call);
      return execute(ExecuteRequest.of("program " + call.program()));
    }
  }
}
