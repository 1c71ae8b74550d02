package dev.cellroute.kernel.resident;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.KernelConfig;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernel.LaneCall;
import dev.cellroute.kernel.LaneProgram;
import dev.cellroute.kernel.LaneProgram.Way;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.local.LocalKernelProvider;
import dev.cellroute.output.Output;
import dev.cellroute.testing.PythonKernels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The open lane into one real Python kernel, with no gateway around it. Blocks. */
final class LiveLane implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final KernelConfig CONFIG =
      new KernelConfig(START, START, Duration.ofSeconds(1), DataSize.ofMib(8));

  private final Vertx vertx;
  private final LocalKernelProvider provider;
  private final ResidentLanes lanes;
  private final Kernel kernel;

  private LiveLane(Vertx vertx, LocalKernelProvider provider, ResidentLanes lanes, Kernel kernel) {
    this.vertx = vertx;
    this.provider = provider;
    this.lanes = lanes;
    this.kernel = kernel;
  }

  /** Starts a kernel in this directory that is called with these cells, numbered from 0. */
  static LiveLane open(LaneOptions options, Path directory, List<String> cells) {
    return open(options, directory, directory, cells);
  }

  /** The same with the sockets in a directory of their own. */
  static LiveLane open(LaneOptions options, Path directory, Path sockets, List<String> cells) {
    Vertx vertx = Vertx.vertx();
    LocalKernelProvider provider = LocalKernelProvider.open(vertx, CONFIG);
    ResidentLanes lanes = ResidentLanes.of(vertx, options, () -> sockets);
    Kernel bare = await(provider.start(
        new KernelRequest(PythonKernels.spec(), "lane.ipynb", directory, Map.of(), START)));
    await(bare.execute(ExecuteRequest.of(setup())).outcome());
    Kernel kernel = await(lanes.open(bare, cells.stream().map(LiveLane::program).toList()));
    return new LiveLane(vertx, provider, lanes, kernel);
  }

  Vertx vertx() {
    return vertx;
  }

  /** Calls in the order in which they are made. */
  Exchange call(int program, String document) {
    return kernel.lane().orElseThrow().call(new LaneCall(program, document, Long.MAX_VALUE));
  }

  /** What a call prints. */
  String printed(int program, String document) {
    return text(await(call(program, document).outcome()));
  }

  static String text(Outcome outcome) {
    return outcome.outputs().stream()
        .map(each -> each instanceof Output.Text text ? text.text() : each.toString())
        .collect(Collectors.joining());
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(90, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }

  @Override
  public void close() {
    await(lanes.close());
    await(provider.close());
    await(vertx.close());
  }

  private static LaneProgram program(String cell) {
    return new LaneProgram("cell", cell, Optional.empty(), 1, Way.LANE);
  }

  /** What a Python kernel runs before its notebook. */
  private static String setup() {
    try (InputStream stream =
        LiveLane.class.getResourceAsStream("/dev/cellroute/invocation/setup.py")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
