package dev.cellroute.deployment;

import dev.cellroute.config.Compatibility;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.notebook.Notebook;
import dev.cellroute.pool.KernelPool;
import dev.cellroute.pool.PoolOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/**
 * Builds a deployment from a blueprint that has no error: finds or makes the kernel's spec, then
 * starts the pool.
 */
final class Construction {

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Surroundings surroundings;
  private final DeploymentListener listener;
  private final int parallelStarts;
  private final Cipher cipher;

  Construction(
      Vertx vertx,
      GatewayConfig config,
      Surroundings surroundings,
      DeploymentListener listener,
      int parallelStarts) {
    this.vertx = vertx;
    this.config = config;
    this.surroundings = surroundings;
    this.listener = listener;
    this.parallelStarts = parallelStarts;
    this.cipher = new Cipher(config.kernel().encryption());
  }

  Future<Deployment> build(Plot plot) {
    return vertx
        .executeBlocking(() -> spec(plot.blueprint()), false)
        .compose(spec -> plot.building().goOn().map(spec))
        .compose(spec -> deployment(plot, spec));
  }

  /** Blocks while an environment is made. */
  private KernelSpec spec(Blueprint blueprint) {
    KernelSpec spec = blueprint.kernel().spec(surroundings.environments(), listener::progressed);
    cipher.require(spec, blueprint.name());
    return spec;
  }

  private Future<Deployment> deployment(Plot plot, KernelSpec spec) {
    Blueprint blueprint = plot.blueprint();
    listener.progressed("%s: starting %s × %s and running its setup cells"
        .formatted(blueprint.name(), blueprint.config().kernels(), spec.name()));
    cipher.tell(spec, blueprint.name());
    LaneOpening lane = lane(blueprint);
    KernelPool begun = KernelPool.begin(
        vertx,
        options(blueprint, spec),
        surroundings.kernels(),
        setup(blueprint, lane),
        listener.kernelsOf(blueprint.name()));
    return plot.building()
        .opens(begun)
        .map(pool -> blueprint.deployed(spec, pool, lane.use()))
        .recover(failure -> Future.failedFuture(named(blueprint, failure)));
  }

  private LaneOpening lane(Blueprint blueprint) {
    return new LaneOpening(
        surroundings.lanes(),
        config.lane(),
        blueprint.api(),
        blueprint.languageSupport(),
        listener);
  }

  private SetupCells setup(Blueprint blueprint, LaneOpening lane) {
    return new SetupCells(
        vertx, blueprint.api(), blueprint.languageSupport(), config.kernel().seedTimeout(), lane);
  }

  private PoolOptions options(Blueprint blueprint, KernelSpec spec) {
    return new PoolOptions(
        request(blueprint, spec),
        blueprint.config().kernels(),
        parallelStarts,
        config.request().queue(),
        config.kernel().interruptGrace(),
        config.kernel().recycling());
  }

  private KernelRequest request(Blueprint blueprint, KernelSpec spec) {
    Notebook notebook = blueprint.api().notebook();
    return new KernelRequest(
        spec,
        notebook.title(),
        directory(notebook),
        blueprint.config().environment(),
        config.kernel().startTimeout());
  }

  private Path directory(Notebook notebook) {
    return config.compat() == Compatibility.JKG
        ? surroundings.workingDirectory()
        : notebook.directory();
  }

  /** Whatever stops a start names the notebook. */
  private static Throwable named(Blueprint blueprint, Throwable failure) {
    boolean needsName =
        failure instanceof GatewayException && !(failure instanceof SeedFailedException);
    return needsName
        ? new GatewayException(
            ((GatewayException) failure).code(),
            blueprint.name() + ": " + failure.getMessage(),
            failure)
        : failure;
  }
}
