package dev.cellroute.testing;

import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelExit;
import dev.cellroute.kernel.KernelInfo;
import dev.cellroute.kernel.Lane;
import dev.cellroute.kernel.LaneCall;
import dev.cellroute.kernel.LaneProgram;
import dev.cellroute.kernel.Lanes;
import dev.cellroute.kernelspec.KernelSpec;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lanes that open or fail as the test says, and take what it does not refuse. For one thread. */
public final class FakeLanes implements Lanes {
  private final List<List<LaneProgram>> offered = new ArrayList<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private Optional<Throwable> failure = Optional.empty();

  /** Programs whose name ends so are not taken. */
  public FakeLanes refusing(String nameEnd) {
    return refusing(nameEnd, "it has a cell magic");
  }

  public FakeLanes refusing(String nameEnd, String why) {
    refused.put(nameEnd, why);
    return this;
  }

  public FakeLanes failingWith(Throwable failure) {
    this.failure = Optional.of(failure);
    return this;
  }

  /** The programs of each kernel for which a lane was asked. */
  public List<List<LaneProgram>> offered() {
    return offered;
  }

  @Override
  public Future<Kernel> open(Kernel kernel, List<LaneProgram> programs) {
    offered.add(programs);
    return failure
        .map(Future::<Kernel>failedFuture)
        .orElseGet(() -> Future.succeededFuture(new LanedKernel(kernel, lane(programs))));
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private FakeLane lane(List<LaneProgram> programs) {
    return new FakeLane(programs.stream().map(this::refusal).toList());
  }

  private Optional<String> refusal(LaneProgram program) {
    return refused.entrySet().stream()
        .filter(each -> program.name().endsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private record FakeLane(List<Optional<String>> refusals) implements Lane {
    @Override
    public boolean takes(int program) {
      return refusals.get(program).isEmpty();
    }

    @Override
    public Optional<String> refusal(int program) {
      return refusals.get(program);
    }

    @Override
    public Exchange call(LaneCall call) {
      throw new UnsupportedOperationException();
    }
  }

  private record LanedKernel(Kernel kernel, Lane open) implements Kernel {
    @Override
    public String id() {
      return kernel.id();
    }

    @Override
    public KernelSpec spec() {
      return kernel.spec();
    }

    @Override
    public KernelInfo info() {
      return kernel.info();
    }

    @Override
    public Exchange execute(ExecuteRequest request) {
      return kernel.execute(request);
    }

    @Override
    public Optional<Lane> lane() {
      return Optional.of(open);
    }

    @Override
    public Future<Void> interrupt() {
      return kernel.interrupt();
    }

    @Override
    public Future<KernelExit> stop(Duration grace) {
      return kernel.stop(grace);
    }

    @Override
    public Future<KernelExit> exit() {
      return kernel.exit();
    }
  }
}
