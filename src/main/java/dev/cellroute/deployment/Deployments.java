package dev.cellroute.deployment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The notebooks that are served, from the start to the end: planned, started, reloaded, drained and
 * closed, in this order. {@link #sites} is what is served now; whoever serves it hears of each
 * change. Used on one event loop, which becomes the pools'.
 */
public final class Deployments {

  private final Deployer deployer;
  private final Sites sites = new Sites();
  private final Reloader reloader;
  private List<Plot> plots = List.of();

  public Deployments(
      Vertx vertx,
      GatewayConfig config,
      Surroundings surroundings,
      DeploymentListener listener,
      ReloadListener reloads) {
    deployer = new Deployer(vertx, config, surroundings, listener);
    reloader = new Reloader(vertx, config, surroundings, sites, requireNonNull(reloads, "reloads"));
  }

  /**
   * Reads and compiles all notebooks, so that their routes are known. Fails with an
   * {@code InvalidInputException} that holds every mistake of all of them.
   */
  public Future<Void> plan() {
    return deployer.plan().map(this::planned);
  }

  private Void planned(List<Plot> planned) {
    plots = planned;
    sites.arrange(plots.stream().map(Plot::key).toList());
    plots.forEach(plot -> sites.put(Site.starting(plot.blueprint(), plot.building())));
    return null;
  }

  /**
   * Starts and seeds the kernels of all; each notebook is ready by itself. Fails with the first one
   * that cannot be started; then no kernel is left.
   */
  public Future<Void> start() {
    return deployer
        .build(plots, this::ready)
        .onSuccess(ignored -> plots = List.of())
        .mapEmpty();
  }

  private void ready(Plot plot, Deployment deployment) {
    sites.put(Site.ready(plot.blueprint().version(), deployment));
  }

  /** What is served now, in the order of the configuration. */
  public List<Site> sites() {
    return sites.all();
  }

  /** From now on {@code listener} hears of each change, with all sites. */
  public void onChange(Consumer<List<Site>> listener) {
    sites.tell(listener);
  }

  /** After the start: ends when what the order asks for is served, or was refused; never fails. */
  public Future<Void> reload(Order order) {
    return reloader.reload(order);
  }

  /** Ends when no call is under way; a call that comes meanwhile is waited for, too. */
  public Future<Void> drained() {
    List<Future<Void>> ends = new ArrayList<>();
    deployments().forEach(each -> ends.add(each.drain().empty()));
    ends.add(reloader.drained());
    return Future.join(ends).mapEmpty();
  }

  /** Stops every kernel, whatever runs on it; idempotent. */
  public Future<Void> close() {
    List<Future<Void>> ends = new ArrayList<>();
    plots.forEach(each -> ends.add(each.building().abandon()));
    deployments().forEach(each -> ends.add(each.close()));
    ends.add(reloader.close());
    return Future.join(ends).mapEmpty();
  }

  private List<Deployment> deployments() {
    return sites.all().stream().flatMap(site -> site.deployment().stream()).toList();
  }
}
