package dev.cellroute.deployment;

import dev.cellroute.endpoint.RouteClash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Notebooks that change in one step, because routes move between them: all of them when all are
 * ready, or none. Most moves are of one notebook. It gathers what becomes of each. Used on one
 * event loop.
 */
final class Move {

  private final List<Plot> plots = new ArrayList<>();
  private final List<Site> old = new ArrayList<>();
  private final Map<Plot, Deployment> built = new LinkedHashMap<>();
  private final Map<Plot, Throwable> failures = new LinkedHashMap<>();

  private Move() {}

  /** The builds of a plan, and who leaves, with those together between which a route moves. */
  static List<Move> of(ReloadPlan plan, List<Site> served) {
    List<Move> moves = new ArrayList<>();
    plan.builds().forEach(blueprint -> join(moves, Plot.of(blueprint), served));
    plan.removed().stream().filter(site -> !isOld(moves, site)).forEach(site -> {
      Move alone = new Move();
      alone.old.add(site);
      moves.add(alone);
    });
    return moves;
  }

  /** A notebook joins the moves that touch what it takes over, which become one. */
  private static void join(List<Move> moves, Plot plot, List<Site> served) {
    Move joined = new Move();
    joined.plots.add(plot);
    served.stream().filter(site -> takesOver(plot, site)).forEach(joined.old::add);
    List<Move> touched = moves.stream().filter(each -> each.touches(joined)).toList();
    touched.forEach(joined::add);
    moves.removeAll(touched);
    moves.add(joined);
  }

  private static boolean takesOver(Plot plot, Site site) {
    return site.key().equals(plot.key())
        || !RouteClash.find(List.of(site.mounted(), plot.blueprint().mounted())).isEmpty();
  }

  private static boolean isOld(List<Move> moves, Site site) {
    return moves.stream().anyMatch(move -> move.old.contains(site));
  }

  private boolean touches(Move other) {
    return old.stream().anyMatch(other.old::contains);
  }

  private void add(Move other) {
    plots.addAll(0, other.plots);
    other.old.stream().filter(site -> !old.contains(site)).forEach(old::add);
  }

  List<Plot> plots() {
    return List.copyOf(plots);
  }

  /** Who of these leaves with this move. */
  List<Site> leaving(List<Site> removed) {
    return removed.stream().filter(old::contains).toList();
  }

  void built(Plot plot, Deployment deployment) {
    built.put(plot, deployment);
  }

  void failed(Plot plot, Throwable failure) {
    failures.put(plot, failure);
  }

  /** Whether it is known of each notebook what became of it. */
  boolean isComplete() {
    return built.size() + failures.size() == plots.size();
  }

  /** Whether each is ready and still wanted. */
  boolean isReady() {
    return built.size() == plots.size()
        && plots.stream().noneMatch(plot -> plot.building().isAbandoned());
  }

  boolean isAbandoned() {
    return plots.stream().anyMatch(plot -> plot.building().isAbandoned());
  }

  Optional<Throwable> failure(Plot plot) {
    return Optional.ofNullable(failures.get(plot));
  }

  /** The notebooks as they are served when all are ready. */
  List<Site> sites() {
    return built.entrySet().stream()
        .map(each -> Site.ready(each.getKey().blueprint().version(), each.getValue()))
        .toList();
  }
}
