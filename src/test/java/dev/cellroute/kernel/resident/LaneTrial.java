package dev.cellroute.kernel.resident;

import dev.cellroute.config.DataSize;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.LaneCall;
import dev.cellroute.kernel.LaneProgram;
import dev.cellroute.kernel.LaneProgram.Way;
import dev.cellroute.testing.FakeExchange;
import dev.cellroute.testing.FakeKernel;
import dev.cellroute.testing.FakeKernelProvider;
import dev.cellroute.testing.FakeResident;
import dev.cellroute.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The lanes of a gateway and one kernel whose far end the test plays. For one event loop. */
final class LaneTrial {
  static final long MAX_OUTPUT = 4L * 1024 * 1024;
  static final LaneOptions OPTIONS =
      new LaneOptions(new DataSize(MAX_OUTPUT), DataSize.ofMib(8), Duration.ofSeconds(20));
  static final LaneOptions HASTY =
      new LaneOptions(OPTIONS.maxOutput(), OPTIONS.maxFrame(), Duration.ofMillis(100));

  private final Vertx vertx;
  private final ResidentLanes lanes;
  private final FakeKernel kernel;
  private final List<FakeResident> peers = new ArrayList<>();
  private Consumer<FakeResident> manner = FakeResident::hello;
  private Consumer<FakeExchange> bootstrap = FakeExchange::finish;

  LaneTrial(Vertx vertx, Path directory) {
    this(vertx, directory, OPTIONS);
  }

  LaneTrial(Vertx vertx, Path directory, LaneOptions options) {
    this.vertx = vertx;
    LaneScript script =
        new LaneScript("resident = 1\n", List.of(new LaneScript.Module("lane", "lane = 1")));
    lanes =
        new ResidentLanes(Loop.of(vertx), options, () -> directory, script, Duration.ofMillis(100));
    FakeKernelProvider provider = new FakeKernelProvider((fake, exchange) -> execute(exchange));
    Kernel started = provider.start(Samples.kernelRequest("iris")).result();
    kernel = (FakeKernel) started;
  }

  static LaneProgram program(String name) {
    return new LaneProgram(name, "print(1)", Optional.empty(), 1, Way.LANE);
  }

  static LaneProgram program(String name, int concurrency) {
    return new LaneProgram(name, "print(1)", Optional.empty(), concurrency, Way.LANE);
  }

  static LaneCall call(int program, String document) {
    return new LaneCall(program, document, MAX_OUTPUT);
  }

  /** What the far end does as soon as it is connected. */
  LaneTrial withManner(Consumer<FakeResident> manner) {
    this.manner = manner;
    return this;
  }

  /** How the bootstrap run ends. */
  LaneTrial withBootstrap(Consumer<FakeExchange> bootstrap) {
    this.bootstrap = bootstrap;
    return this;
  }

  Future<Kernel> open(LaneProgram... programs) {
    return lanes.open(kernel, List.of(programs));
  }

  ResidentLanes lanes() {
    return lanes;
  }

  FakeKernel kernel() {
    return kernel;
  }

  FakeResident peer() {
    return peers.get(0);
  }

  private void execute(FakeExchange exchange) {
    if (FakeResident.isBootstrap(exchange.code())) {
      comeIn(exchange);
    } else {
      exchange.finish();
    }
  }

  private void comeIn(FakeExchange exchange) {
    FakeResident.connect(vertx, exchange.code()).onSuccess(peer -> {
      peers.add(peer);
      manner.accept(peer);
    });
    bootstrap.accept(exchange);
  }
}
