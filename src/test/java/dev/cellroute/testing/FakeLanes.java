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
import java.util.List;
import java.util.Optional;

/** Lanes that open or fail as the test says, and take what it does not refuse. For one thread. */
public final class FakeLanes implements Lanes {
  private final List<List<LaneProgram>> offered = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private Optional<Throwable> failure = Optional.empty();

  /** Programs whose name ends so are not taken. */
  public FakeLanes refusing(String nameEnd) {
    refused.add(nameEnd);
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
    return new FakeLane(programs.stream()
        .map(each -> refused.stream().anyMatch(each.name()::endsWith))
        .toList());
  }

  private record FakeLane(List<Boolean> refused) implements Lane {
    @Override
    public boolean takes(int program) {
      return !refused.get(program);
    }

    @Override
    public Optional<String> refusal(int program) {
      return takes(program) ? Optional.empty() : Optional.of("it has a cell magic");
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
