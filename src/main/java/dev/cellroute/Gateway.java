package dev.cellroute;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.HttpConfig;
import dev.cellroute.config.LanePreference;
import dev.cellroute.deployment.Deployment;
import dev.cellroute.deployment.Deployments;
import dev.cellroute.deployment.NotebookWatcher;
import dev.cellroute.deployment.Site;
import dev.cellroute.deployment.Surroundings;
import dev.cellroute.environment.Environments;
import dev.cellroute.http.HttpGateway;
import dev.cellroute.http.Premises;
import dev.cellroute.http.RouteName;
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
import dev.cellroute.logging.Logging;
import dev.cellroute.telemetry.PoolView;
import dev.cellroute.telemetry.Telemetry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A running gateway: every part, wired by plain constructors. The pools and the HTTP server live on
 * one event loop, so that a call reaches an idle kernel without changing threads. It listens while
 * kernels still start, serves what the notebooks are now when it is told to reload, and ends by
 * {@link #drain}, then {@link #close}. The methods may be called from any thread.
 */
public final class Gateway {

  private final Parts parts;

  private Gateway(Parts parts) {
    this.parts = parts;
  }

  /**
   * Reads and compiles the notebooks and listens; finds or makes their environments and seeds the
   * pools. Until all are seeded, the future is open and their routes answer 503. Fails with an
   * {@code InvalidInputException}, a {@code GatewayException} ({@code SEED_FAILED},
   * {@code KERNEL_START_FAILED}) or the bind error; then nothing of it is left running.
   * {@code progress} is told what takes time and what the notebooks' warnings are, one line each,
   * possibly on several threads.
   */
  public static Future<Gateway> start(
      Vertx vertx, GatewayConfig config, Consumer<String> progress) {
    return start(vertx, config, () -> config, progress, new CompletableFuture<>());
  }

  /**
   * The same, where the configuration can be read {@code again} for a reload, which blocks and may
   * throw an {@code InvalidInputException}; only its notebooks and its tokens are used. A start
   * that is {@code unwanted} before it is complete ends what it began, and fails.
   */
  public static Future<Gateway> start(
      Vertx vertx,
      GatewayConfig config,
      Supplier<GatewayConfig> again,
      Consumer<String> progress,
      CompletionStage<?> unwanted) {
    Promise<Gateway> started = Promise.promise();
    Context home = vertx.getOrCreateContext();
    vertx
        .executeBlocking(() -> Starting.of(vertx, home, config, again, progress))
        .onSuccess(
            starting -> home.runOnContext(ignored -> starting.run(unwanted).onComplete(started)))
        .onFailure(started::fail);
    return started.future();
  }

  /** The port it listens on, also when the configuration said 0. */
  public int port() {
    return parts.http().port();
  }

  /** What is served now. */
  public List<Site> sites() {
    return parts.deployments().sites();
  }

  /** The same as a table for people. */
  public List<ServedNotebook> served() {
    return sites().stream()
        .flatMap(site -> site.deployment().stream())
        .map(ServedNotebook::of)
        .toList();
  }

  /**
   * Serves what the notebooks are now, as far as they are right; ends when that is done or a newer
   * reload has overtaken it. Says in the log what it did.
   */
  public Future<Void> reload() {
    return parts.atHome(parts.watcher()::request);
  }

  /**
   * Refuses new calls and waits for those under way, no longer than the configuration says. Nothing
   * but {@link #close} follows.
   */
  public Future<Void> drain() {
    return parts.atHome(parts::drain);
  }

  /** Stops listening and stops every kernel at once; idempotent. */
  public Future<Void> close() {
    return parts.shutdown().run();
  }

  /** What is needed while it runs. */
  private record Parts(
      Vertx vertx,
      Context home,
      HttpGateway http,
      Deployments deployments,
      NotebookWatcher watcher,
      Duration patience,
      Shutdown shutdown) {

    Future<Void> drain() {
      Future<Void> answered = watcher
          .close()
          .compose(ignored -> Future.join(http.drain(), deployments.drained()))
          .compose(ignored -> http.drain());
      return Future.any(answered, vertx.timer(patience.toMillis(), TimeUnit.MILLISECONDS))
          .mapEmpty();
    }

    <T> Future<T> atHome(Supplier<Future<T>> work) {
      return Future.future(promise -> home.runOnContext(on -> work.get().onComplete(promise)));
    }
  }

  /** What there is on this machine for notebooks and for the server. */
  private record Found(Surroundings surroundings, Premises premises) {}

  /** The parts list, in the order in which the parts are started. */
  private record Starting(
      Vertx vertx,
      Context home,
      GatewayConfig config,
      Supplier<GatewayConfig> again,
      Consumer<String> progress,
      Languages languages,
      Shutdown shutdown,
      Telemetry telemetry) {

    /** Blocks: it reads what the environment says of tracing. */
    static Starting of(
        Vertx vertx,
        Context home,
        GatewayConfig config,
        Supplier<GatewayConfig> again,
        Consumer<String> progress) {
      Telemetry telemetry = Telemetry.open(vertx, System.getenv(), Logging::dropped);
      return new Starting(
          vertx, home, config, again, progress, new Languages(), new Shutdown(), telemetry);
    }

    Future<Gateway> run(CompletionStage<?> unwanted) {
      shutdown.add(telemetry::close);
      Future<Gateway> started = run();
      unwanted.thenRun(() -> home.runOnContext(ignored -> endUnless(started)));
      return started;
    }

    private void endUnless(Future<Gateway> started) {
      if (!started.isComplete()) {
        shutdown.run();
      }
    }

    private Future<Gateway> run() {
      return vertx
          .executeBlocking(this::requireFreePort)
          .compose(free -> vertx.executeBlocking(this::find))
          .compose(this::open)
          .recover(failure -> shutdown.run().compose(ignored -> Future.failedFuture(failure)));
    }

    private HttpConfig requireFreePort() throws IOException {
      HttpGateway.requireFreePort(config.http());
      HttpGateway.requireKeys(vertx, config);
      return config.http();
    }

    /** Blocks: it looks at files and asks the Python on the PATH. */
    private Found find() {
      Map<String, String> environment = System.getenv();
      KernelSpecs specs = KernelSpecs.find(environment);
      Environments environments = Environments.of(config.environment(), environment);
      LocalKernelProvider kernels = LocalKernelProvider.open(vertx, config.kernel());
      Path workingDirectory = Path.of("").toAbsolutePath();
      Surroundings surroundings = new Surroundings(
          kernels, lanes(kernels), specs.all(), environments::provide, languages, workingDirectory);
      return new Found(surroundings, new Premises(config, kernels::largeFileDirectory));
    }

    private Lanes lanes(LocalKernelProvider kernels) {
      return config.lane() == LanePreference.JUPYTER
          ? Lanes.NONE
          : ResidentLanes.of(vertx, LaneOptions.of(config), kernels::privateDirectory);
    }

    private Future<Gateway> open(Found found) {
      Surroundings surroundings = found.surroundings();
      shutdown.add(surroundings.lanes()::close);
      shutdown.add(surroundings.kernels()::close);
      Deployments deployments = new Deployments(
          vertx,
          config,
          surroundings,
          new StartProgress(progress, telemetry.kernels()),
          (notebook, outcome) -> telemetry.kernels().reloaded(notebook, outcome.text()));
      NotebookWatcher watcher = new NotebookWatcher(vertx, config, again, deployments::reload);
      return watcher
          .takeNote()
          .compose(noted -> deployments.plan())
          .compose(planned -> listen(found, deployments))
          .compose(http -> serve(http, deployments, watcher));
    }

    /** From here on the end is: refuse calls, stop kernels, let the last answers leave. */
    private Future<HttpGateway> listen(Found found, Deployments deployments) {
      return HttpGateway.start(
              vertx,
              found.premises(),
              deployments.sites(),
              this::invoker,
              telemetry.observers(pools(deployments)))
          .onSuccess(http -> {
            shutdown.add(http::close);
            shutdown.add(() -> closeAll(deployments, found.surroundings().kernels()));
            shutdown.add(http::stop);
            progress.accept(listening(http));
          });
    }

    private String listening(HttpGateway http) {
      return "listening on %s:%d; calls are answered 503 until the kernels are ready"
          .formatted(config.http().host(), http.port());
    }

    /**
     * Side by side: a pool waits for a kernel that is starting, and the provider ends the start.
     */
    private Future<Void> closeAll(Deployments deployments, KernelProvider kernels) {
      Future<Void> pools = Future.future(
          promise -> home.runOnContext(on -> deployments.close().onComplete(promise)));
      return Future.join(pools, kernels.close()).mapEmpty();
    }

    private Future<Gateway> serve(
        HttpGateway http, Deployments deployments, NotebookWatcher watcher) {
      deployments.onChange(http::mount);
      watcher.onTokens(http::renew);
      shutdown.add(watcher::close);
      return deployments.start().map(started -> {
        if (config.lifecycle().reload()) {
          watcher.watch();
        }
        return new Gateway(new Parts(
            vertx, home, http, deployments, watcher, config.lifecycle().drain(), shutdown));
      });
    }

    private static Supplier<List<PoolView>> pools(Deployments deployments) {
      return () -> deployments.sites().stream()
          .flatMap(site -> site.deployment().stream())
          .map(each -> new PoolView(
              each.api().notebook().name(), each.config().mount(), each.pool().snapshot()))
          .toList();
    }

    private BatchListener batches(Deployment deployment) {
      return telemetry.batches(endpoint -> RouteName.of(
          config.http().basePath(), deployment.config().mount(), deployment.api(), endpoint));
    }

    private Invoker invoker(Deployment deployment) {
      Dialect dialect = languages.of(deployment.config());
      InvokerOptions options = new InvokerOptions(
          deployment.api().notebook().name(),
          config.request().maxOutput(),
          config.kernel().interruptGrace(),
          config.compat(),
          new Batching(config.request().queue(), batches(deployment)));
      return new CellInvoker(
          vertx, deployment.pool(), dialect, deployment.api().endpoints(), options);
    }
  }
}
