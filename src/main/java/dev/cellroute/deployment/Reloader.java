package dev.cellroute.deployment;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.fault.Diagnostic;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what is served by what the notebooks are now. There is one reload at a time; an order
 * that comes meanwhile gives it up and follows it, so the last one wins. A new pool is started and
 * set up beside the old one, the sites are changed in one step, and the old pool is stopped behind
 * its last call. Before that, the same notebook gets no third pool. Used on one event loop.
 */
final class Reloader {

  /** So that a notebook whose setup hangs does not hold up another one. */
  private static final int NOTEBOOKS_AT_ONCE = 2;

  /** The kernels that serve need the processor, too. */
  private static final int KERNELS_AT_ONCE = 1;

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Surroundings surroundings;
  private final Sites sites;
  private final ReloadListener listener;
  private final ReloadLog log = new ReloadLog();
  private final Construction construction;
  private final Map<Site.Key, Version> failed = new HashMap<>();
  private final Map<Site.Key, Future<Void>> retiring = new HashMap<>();
  private final Set<Building> underway = new HashSet<>();
  private boolean running;
  private boolean closed;
  private @Nullable Order next;
  private Promise<Void> settled = Promise.promise();

  Reloader(
      Vertx vertx,
      GatewayConfig config,
      Surroundings surroundings,
      Sites sites,
      ReloadListener listener) {
    this.vertx = vertx;
    this.config = config;
    this.surroundings = surroundings;
    this.sites = sites;
    this.listener = listener;
    construction = new Construction(vertx, config, surroundings, log, KERNELS_AT_ONCE);
  }

  /** Ends when this order, or one that overtook it, has been carried out; never fails. */
  Future<Void> reload(Order order) {
    if (closed) {
      return Future.succeededFuture();
    }
    next = next == null ? order : order.after(next);
    if (running) {
      List.copyOf(underway).forEach(Building::abandon);
    } else {
      settled = Promise.promise();
      runNext();
    }
    return settled.future();
  }

  /** Gives up what is under way and takes no more orders. Ends when all it started is gone. */
  Future<Void> close() {
    closed = true;
    next = null;
    List<Future<Void>> ends = new ArrayList<>(retiring.values());
    underway.forEach(each -> ends.add(each.abandon()));
    return Future.join(ends).mapEmpty();
  }

  /** Ends when no call is under way on what has been replaced. */
  Future<Void> drained() {
    return Future.join(List.copyOf(retiring.values())).mapEmpty();
  }

  private void runNext() {
    Order order = next;
    if (order == null) {
      running = false;
      settled.complete();
      return;
    }
    next = null;
    running = true;
    vertx
        .executeBlocking(() -> findings(order), false)
        .compose(found -> carryOut(order, found))
        .onFailure(log::broken)
        .onComplete(ignored -> runNext());
  }

  private Findings findings(Order order) {
    return new Survey(surroundings, log, config.compat()).findings(order.notebooks(), sites.all());
  }

  private Future<Void> carryOut(Order order, Findings found) {
    if (closed) {
      return Future.succeededFuture();
    }
    ReloadPlan plan = ReloadPlan.of(sites.all(), found, failed, order);
    tellProblems(order.problems());
    sites.arrange(plan.order());
    plan.removed().forEach(this::remove);
    plan.refusals().forEach(this::refuse);
    plan.strays().forEach(site -> keep(site.key(), site.name(), ReloadOutcome.REFUSED, "no file"));
    plan.unchanged().forEach(site -> sites.update(site.key(), each -> each.withWarning("")));
    List<Plot> plots = plan.builds().stream().map(Plot::of).toList();
    return InParallel.run(plots, NOTEBOOKS_AT_ONCE, plot -> build(plot, plan.strays()), () -> {});
  }

  private void tellProblems(List<Diagnostic> problems) {
    problems.stream().filter(each -> !each.isError()).forEach(log::warned);
    if (problems.stream().anyMatch(Diagnostic::isError)) {
      log.kept("configuration", ReloadOutcome.REFUSED, ReloadLog.lines(problems));
      listener.reloaded("configuration", ReloadOutcome.REFUSED);
    }
  }

  private void remove(Site site) {
    sites.remove(List.of(site));
    vertx.runOnContext(changed -> retire(site));
    log.done(site.name(), ReloadOutcome.REMOVED);
    listener.reloaded(site.name(), ReloadOutcome.REMOVED);
  }

  private void refuse(ReloadPlan.Refusal refusal) {
    Draft draft = refusal.draft();
    String name = sites.at(draft.key()).map(Site::name).orElseGet(draft::name);
    keep(draft.key(), name, ReloadOutcome.REFUSED, ReloadLog.lines(refusal.why()));
  }

  private void keep(Site.Key key, String name, ReloadOutcome outcome, String why) {
    sites.update(key, site -> site.withWarning(outcome.text()));
    log.kept(name, outcome, why);
    listener.reloaded(name, outcome);
  }

  /** Never fails, so that the others are built. */
  private Future<Void> build(Plot plot, List<Site> strays) {
    underway.add(plot.building());
    if (closed || next != null) {
      plot.building().abandon();
    }
    return retiring
        .getOrDefault(plot.key(), Future.succeededFuture())
        .compose(ignored -> plot.building().goOn())
        .compose(ignored -> construction.build(plot))
        .compose(deployment -> built(plot, deployment, strays), failure -> notBuilt(plot, failure))
        .onComplete(ignored -> underway.remove(plot.building()));
  }

  private Future<Void> built(Plot plot, Deployment deployment, List<Site> strays) {
    if (plot.building().isAbandoned()) {
      return notBuilt(plot, new IllegalStateException("superseded"));
    }
    boolean known = sites.at(plot.key()).isPresent();
    plot.blueprint().diagnostics().forEach(log::warned);
    failed.remove(plot.key());
    List<Site> replaced = sites.put(Site.ready(plot.blueprint().version(), deployment), strays);
    // Behind the change of routes, which may take a turn of the event loop to be in force.
    vertx.runOnContext(changed -> replaced.forEach(this::retire));
    ReloadOutcome outcome = known ? ReloadOutcome.SWAPPED : ReloadOutcome.ADDED;
    log.done(plot.name(), outcome);
    listener.reloaded(plot.name(), outcome);
    return Future.succeededFuture();
  }

  /** The pool has stopped its kernels before it says that it could not start. */
  private Future<Void> notBuilt(Plot plot, Throwable failure) {
    if (plot.building().isAbandoned()) {
      listener.reloaded(plot.name(), ReloadOutcome.SUPERSEDED);
      return plot.building().abandon();
    }
    failed.put(plot.key(), plot.blueprint().version());
    keep(plot.key(), plot.name(), ReloadOutcome.FAILED, String.valueOf(failure.getMessage()));
    return Future.succeededFuture();
  }

  private void retire(Site site) {
    site.deployment().ifPresent(deployment -> {
      Future<Void> end = deployment.retire();
      retiring.put(site.key(), end);
      end.onComplete(ignored -> retiring.remove(site.key(), end));
    });
  }
}
