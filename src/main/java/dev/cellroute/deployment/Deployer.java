package dev.cellroute.deployment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Turns the configured notebooks into deployments: all are read and compiled first, and only when
 * none of them has a mistake, kernels are found or made, started and seeded, several notebooks at a
 * time. What blocks runs on workers. When one deployment fails, no kernel is left, and those that
 * are still starting are not waited for. Used once, on an event loop, which becomes the pools'.
 */
public final class Deployer {

  /** On one core too, so that a notebook whose setup hangs does not hide the mistake of another. */
  private static final int AT_LEAST = 2;

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Surroundings surroundings;
  private final DeploymentListener listener;

  public Deployer(
      Vertx vertx, GatewayConfig config, Surroundings surroundings, DeploymentListener listener) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.config = requireNonNull(config, "config");
    this.surroundings = requireNonNull(surroundings, "surroundings");
    this.listener = requireNonNull(listener, "listener");
  }

  /**
   * The deployments in the order of the configuration, seeded and ready. Fails with an
   * {@code InvalidInputException} that holds every mistake of all notebooks, or with the first
   * kernel that did not start or could not be seeded.
   */
  public Future<List<Deployment>> deploy() {
    return plan().compose(plots -> build(plots, (plot, deployment) -> {}));
  }

  /** The first half alone: reads and compiles. */
  Future<List<Plot>> plan() {
    return vertx
        .executeBlocking(() -> new Survey(surroundings, listener, config).of(config.notebooks()))
        .map(blueprints -> blueprints.stream().map(Plot::of).toList());
  }

  /** The second half alone; each deployment is told as soon as it is ready. */
  Future<List<Deployment>> build(List<Plot> plots, BiConsumer<Plot, Deployment> ready) {
    int cores = Runtime.getRuntime().availableProcessors();
    int atOnce = Math.max(AT_LEAST, cores);
    Construction construction = new Construction(
        vertx, config, surroundings, listener, Math.max(1, cores / Math.max(1, plots.size())));
    // By place, because they are ready in any order. Touched on this event loop only.
    SortedMap<Integer, Deployment> built = new TreeMap<>();
    List<Integer> places = IntStream.range(0, plots.size()).boxed().toList();
    return InParallel.run(
            places,
            atOnce,
            place -> construction.build(plots.get(place)).<Void>map(deployment -> {
              built.put(place, deployment);
              ready.accept(plots.get(place), deployment);
              return null;
            }),
            surroundings.kernels()::close)
        .map(ignored -> List.copyOf(built.values()))
        .recover(failure -> closeAll(built.values(), failure));
  }

  private static Future<List<Deployment>> closeAll(
      Collection<Deployment> deployments, Throwable failure) {
    List<Future<Void>> closing = deployments.stream().map(Deployment::close).toList();
    Future<?> closed = closing.isEmpty() ? Future.succeededFuture() : Future.join(closing);
    return closed.transform((ignored, alsoIgnored) -> Future.failedFuture(failure));
  }
}
