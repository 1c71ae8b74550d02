package dev.cellroute;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.HttpConfig;
import dev.cellroute.config.LanePreference;
import dev.cellroute.deployment.Deployer;
import dev.cellroute.deployment.Deployment;
import dev.cellroute.deployment.Surroundings;
import dev.cellroute.environment.Environments;
import dev.cellroute.http.HttpGateway;
import dev.cellroute.invocation.BatchListener;
import dev.cellroute.invocation.Batching;
import dev.cellroute.invocation.CellInvoker;
import dev.cellroute.invocation.Dialect;
import dev.cellroute.invocation.Invoker;
import dev.cellroute.invocation.InvokerOptions;
import dev.cellroute.kernel.KernelProvider;
import dev.cellroute.kernel.Lanes;
import dev.cellroute.kernel.local.LocalKernelProvider;
import dev.cellroute.kernel.resident.LaneOptions;
import dev.cellroute.kernel.resident.ResidentLanes;
import dev.cellroute.kernelspec.KernelSpecs;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A running gateway: every part, wired by plain constructors. The pools and the HTTP server live on
 * one event loop, so that a call reaches an idle kernel without changing threads.
 */
public final class Gateway {

  private final HttpGateway http;
  private final List<Deployment> deployments;
  private final Shutdown shutdown;

  private Gateway(HttpGateway http, List<Deployment> deployments, Shutdown shutdown) {
    this.http = http;
    this.deployments = List.copyOf(deployments);
    this.shutdown = shutdown;
  }

  /**
   * Reads and compiles the notebooks, finds or makes their environments, seeds the pools and
   * listens. Fails with an {@code InvalidInputException}, a {@code GatewayException}
   * ({@code SEED_FAILED}, {@code KERNEL_START_FAILED}) or the bind error; then nothing of it is
   * left running. {@code progress} is told what takes time and what the notebooks' warnings are,
   * one line each, possibly on several threads.
   */
  public static Future<Gateway> start(
      Vertx vertx, GatewayConfig config, Consumer<String> progress) {
    Promise<Gateway> started = Promise.promise();
    Starting starting = new Starting(vertx, config, progress);
    vertx.getOrCreateContext().runOnContext(ignored -> starting.run().onComplete(started));
    return started.future();
  }

  /** The port it listens on, also when the configuration said 0. */
  public int port() {
    return http.port();
  }

  public List<Deployment> deployments() {
    return deployments;
  }

  /** The same as a table for people. */
  public List<ServedNotebook> served() {
    return deployments.stream().map(ServedNotebook::of).toList();
  }

  /** Stops listening and stops every kernel; idempotent. */
  public Future<Void> close() {
    return shutdown.run();
  }

  /** The parts list, in the order in which the parts are started. */
  private record Starting(
      Vertx vertx,
      GatewayConfig config,
      Consumer<String> progress,
      Languages languages,
      Shutdown shutdown) {

    Starting(Vertx vertx, GatewayConfig config, Consumer<String> progress) {
      this(vertx, config, progress, new Languages(), new Shutdown());
    }

    Future<Gateway> run() {
      return vertx
          .executeBlocking(this::requireFreePort)
          .compose(free -> vertx.executeBlocking(this::surroundings))
          .compose(this::deploy)
          .compose(this::listen)
          .recover(failure -> shutdown.run().compose(ignored -> Future.failedFuture(failure)));
    }

    private HttpConfig requireFreePort() throws IOException {
      HttpGateway.requireFreePort(config.http());
      return config.http();
    }

    /** Blocks: it looks at files and asks the Python on the PATH. */
    private Surroundings surroundings() {
      Map<String, String> environment = System.getenv();
      KernelSpecs specs = KernelSpecs.find(environment);
      Environments environments = Environments.of(config.environment(), environment);
      LocalKernelProvider kernels = LocalKernelProvider.open(vertx, config.kernel());
      Path workingDirectory = Path.of("").toAbsolutePath();
      return new Surroundings(
          kernels, lanes(kernels), specs.all(), environments::provide, languages, workingDirectory);
    }

    private Lanes lanes(LocalKernelProvider kernels) {
      return config.lane() == LanePreference.JUPYTER
          ? Lanes.NONE
          : ResidentLanes.of(vertx, LaneOptions.of(config), kernels.privateDirectory());
    }

    private Future<List<Deployment>> deploy(Surroundings surroundings) {
      shutdown.add(surroundings.lanes()::close);
      shutdown.add(surroundings.kernels()::close);
      Deployer deployer = new Deployer(vertx, config, surroundings, new StartProgress(progress));
      return deployer
          .deploy()
          .onSuccess(
              deployments -> shutdown.add(() -> closeAll(deployments, surroundings.kernels())));
    }

    /**
     * Side by side: a pool waits for a kernel that is starting, and the provider ends the start.
     */
    private static Future<Void> closeAll(List<Deployment> deployments, KernelProvider kernels) {
      Stream<Future<Void>> pools = deployments.stream().map(Deployment::close);
      return Future.join(Stream.concat(pools, Stream.of(kernels.close())).toList())
          .mapEmpty();
    }

    private Future<Gateway> listen(List<Deployment> deployments) {
      return HttpGateway.start(vertx, config, deployments, this::invoker)
          .onSuccess(http -> shutdown.add(http::close))
          .map(http -> new Gateway(http, deployments, shutdown));
    }

    private Invoker invoker(Deployment deployment) {
      Dialect dialect = languages.of(deployment.config());
      InvokerOptions options = new InvokerOptions(
          deployment.api().notebook().name(),
          config.request().maxOutput(),
          config.kernel().interruptGrace(),
          config.compat(),
          new Batching(config.request().queue(), BatchListener.NONE));
      return new CellInvoker(
          vertx, deployment.pool(), dialect, deployment.api().endpoints(), options);
    }
  }
}
