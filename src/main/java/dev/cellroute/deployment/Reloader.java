package dev.cellroute.deployment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.fault.Diagnostic;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what is served by what the notebooks are now. There is one reload at a time; an order
 * that comes meanwhile gives it up and follows it, so the last one wins. A new pool is started and
 * set up beside the old one, the sites are changed in one step, also those of several notebooks
 * between which a route moves, and the old pool is stopped behind its last call. Before that, the
 * same notebook gets no third pool. Used on one event loop.
 */
final class Reloader {

  /** So that a notebook whose setup hangs does not hold up another one. */
  private static final int NOTEBOOKS_AT_ONCE = 2;

  /** The kernels that serve need the processor, too. */
  private static final int KERNELS_AT_ONCE = 1;

  private static final String WITH_OTHERS =
      "a route moves between it and a notebook that could not be started";

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
    return new Survey(surroundings, log, config).findings(order.notebooks(), sites.all());
  }

  private Future<Void> carryOut(Order order, Findings found) {
    if (closed) {
      return Future.succeededFuture();
    }
    ReloadPlan plan = ReloadPlan.of(sites.all(), found, failed, order);
    tellProblems(order.problems(), plan);
    sites.arrange(plan.order());
    plan.refusals().forEach(this::refuse);
    plan.strays().forEach(site -> keep(site.key(), site.name(), ReloadOutcome.REFUSED, "no file"));
    plan.unchanged().forEach(this::restore);
    return carryOut(plan, Move.of(plan, sites.all()));
  }

  private Future<Void> carryOut(ReloadPlan plan, List<Move> moves) {
    moves.stream().filter(Move::isReady).forEach(move -> publish(move, plan));
    Map<Plot, Move> builds = new LinkedHashMap<>();
    moves.forEach(move -> move.plots().forEach(plot -> builds.put(plot, move)));
    return InParallel.run(
        List.copyOf(builds.keySet()),
        NOTEBOOKS_AT_ONCE,
        plot -> build(plot, requireNonNull(builds.get(plot)), plan),
        () -> {});
  }

  /** A file that is gone is told of as its notebook, not as an entry of the list as well. */
  private void tellProblems(List<Diagnostic> problems, ReloadPlan plan) {
    List<Diagnostic> news =
        problems.stream().filter(each -> !plan.isToldByRefusal(each)).toList();
    log.found(news);
    if (news.stream().anyMatch(Diagnostic::isError)) {
      log.listKept(news);
    }
    if (problems.stream().anyMatch(Diagnostic::isError)) {
      listener.reloaded("configuration", ReloadOutcome.REFUSED);
    }
  }

  private void refuse(ReloadPlan.Refusal refusal) {
    Draft draft = refusal.draft();
    String name = sites.at(draft.key()).map(Site::name).orElseGet(draft::name);
    log.found(refusal.diagnostics());
    keep(draft.key(), name, ReloadOutcome.REFUSED, ReloadLog.lines(refusal.why()));
  }

  private void restore(Site site) {
    if (!site.warning().isEmpty()) {
      log.restored(site.name());
    }
    sites.update(site.key(), each -> each.withWarning(""));
  }

  private void keep(Site.Key key, String name, ReloadOutcome outcome, String why) {
    sites.update(key, site -> site.withWarning(outcome.text()));
    log.kept(name, outcome, why);
    listener.reloaded(name, outcome);
  }

  /** Never fails, so that the others are built. */
  private Future<Void> build(Plot plot, Move move, ReloadPlan plan) {
    underway.add(plot.building());
    if (closed || next != null) {
      plot.building().abandon();
    }
    return retiring
        .getOrDefault(plot.key(), Future.succeededFuture())
        .compose(ignored -> plot.building().goOn())
        .compose(ignored -> construction.build(plot))
        .onSuccess(deployment -> move.built(plot, deployment))
        .onFailure(failure -> move.failed(plot, failure))
        .transform((deployment, failure) ->
            move.isComplete() ? end(move, plan) : Future.succeededFuture());
  }

  private Future<Void> end(Move move, ReloadPlan plan) {
    move.plots().forEach(plot -> underway.remove(plot.building()));
    if (move.isReady()) {
      publish(move, plan);
      return Future.succeededFuture();
    }
    return Future.join(move.plots().stream().map(plot -> giveUp(plot, move)).toList())
        .mapEmpty();
  }

  /** One change of what is served: nobody sees a route twice, or not at all. */
  private void publish(Move move, ReloadPlan plan) {
    List<Site> leaving = move.leaving(plan.removed());
    List<Site.Key> known = sites.all().stream().map(Site::key).toList();
    List<Site> replaced = sites.swap(move.sites(), leaving, plan.strays());
    // Behind the change of routes, which may take a turn of the event loop to be in force.
    vertx.runOnContext(changed -> replaced.forEach(this::retire));
    leaving.forEach(site -> tell(site.name(), ReloadOutcome.REMOVED));
    move.plots().forEach(plot -> {
      plot.blueprint().diagnostics().forEach(log::warned);
      failed.remove(plot.key());
      boolean isKnown = known.contains(plot.key());
      tell(plot.name(), isKnown ? ReloadOutcome.SWAPPED : ReloadOutcome.ADDED);
    });
  }

  private void tell(String name, ReloadOutcome outcome) {
    log.done(name, outcome);
    listener.reloaded(name, outcome);
  }

  /** A pool that could not start has stopped its kernels before it says so. */
  private Future<Void> giveUp(Plot plot, Move move) {
    if (move.isAbandoned()) {
      listener.reloaded(plot.name(), ReloadOutcome.SUPERSEDED);
      return plot.building().abandon();
    }
    Optional<Throwable> failure = move.failure(plot);
    if (failure.isEmpty()) {
      keep(plot.key(), plot.name(), ReloadOutcome.REFUSED, WITH_OTHERS);
      return plot.building().abandon();
    }
    failed.put(plot.key(), plot.blueprint().version());
    String why = String.valueOf(failure.get().getMessage());
    keep(plot.key(), plot.name(), ReloadOutcome.FAILED, why);
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
