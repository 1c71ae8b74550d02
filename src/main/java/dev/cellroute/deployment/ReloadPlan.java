package dev.cellroute.deployment;

import dev.cellroute.config.ConfigLoader;
import dev.cellroute.config.NotebookConfig.Selection;
import dev.cellroute.endpoint.RouteClash;
import dev.cellroute.fault.Diagnostic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reload does with each notebook. A notebook with a mistake, or that claims a route of
 * another, is refused, and so is served on as it was; one that equals what is served stays; one
 * that is in the list no more is removed. A notebook that has vanished from its directory stays
 * when only a change was seen: it may be on its way back. Pure; used once.
 */
final class ReloadPlan {

  /** A notebook that is not built, and why. */
  record Refusal(Draft draft, List<Diagnostic> why) {

    /** All there is to say of it: what was found in the notebook itself, and why. */
    List<Diagnostic> diagnostics() {
      return Stream.concat(draft.diagnostics().stream(), why.stream())
          .distinct()
          .toList();
    }

    /** The list has the path as somebody wrote it, the draft as it is read. */
    private boolean tells(Diagnostic problem) {
      String source = draft.config().source();
      int folder = Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\'));
      String file = source.substring(folder + 1);
      return draft.isMissing() && problem.message().contains(file + ":");
    }
  }

  private final Map<Site.Key, Site> served;
  private final Map<Site.Key, Version> failed;
  private final List<Site> removed;
  private final List<Site> strays;
  private final List<Blueprint> builds = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<Site> unchanged = new ArrayList<>();
  private final List<Site.Key> order;

  private ReloadPlan(List<Site> sites, Findings found, Map<Site.Key, Version> failed, Order order) {
    List<Draft> drafts = found.drafts();
    Set<Site.Key> wanted = drafts.stream().map(Draft::key).collect(Collectors.toSet());
    this.served = sites.stream().collect(Collectors.toMap(Site::key, Function.identity()));
    this.failed = order.isRequest() ? Map.of() : failed;
    this.strays = sites.stream()
        .filter(site -> !wanted.contains(site.key()) && isStray(site, found, order))
        .toList();
    this.removed = sites.stream()
        .filter(site -> !wanted.contains(site.key()) && !isStray(site, found, order))
        .toList();
    this.order = Stream.concat(drafts.stream().map(Draft::key), strays.stream().map(Site::key))
        .toList();
    drafts.forEach(this::sort);
    refuseClashes();
  }

  /** {@code failed} are versions whose kernels could not be set up. */
  static ReloadPlan of(
      List<Site> sites, Findings found, Map<Site.Key, Version> failed, Order order) {
    return new ReloadPlan(sites, found, failed, order);
  }

  /** What gets kernels. */
  List<Blueprint> builds() {
    return List.copyOf(builds);
  }

  List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  /** Whether an entry of the list leads to no file, and a notebook is refused for that already. */
  boolean isToldByRefusal(Diagnostic problem) {
    return problem.code().equals(ConfigLoader.NOT_FOUND)
        && refusals.stream().anyMatch(each -> each.tells(problem));
  }

  List<Site> removed() {
    return removed;
  }

  /** Served on although they have vanished. */
  List<Site> strays() {
    return strays;
  }

  /** Equal to what is served, as after a change that was taken back. */
  List<Site> unchanged() {
    return List.copyOf(unchanged);
  }

  /** The place of each notebook among the others. */
  List<Site.Key> order() {
    return order;
  }

  private static boolean isStray(Site site, Findings found, Order order) {
    return !order.isRequest()
        && site.config().selection() == Selection.FOUND
        && found.vanished().contains(site.key());
  }

  /** A notebook without routes that nobody named is no mistake, unless it had some. */
  private void sort(Draft draft) {
    Site site = served.get(draft.key());
    if (draft.isLeftOut() && site == null) {
      return;
    }
    if (draft.hasErrors() || draft.blueprint().isEmpty()) {
      refusals.add(new Refusal(draft, draft.diagnostics()));
    } else if (isNew(draft.blueprint().get())) {
      builds.add(draft.blueprint().get());
    } else if (site != null && draft.blueprint().get().version().equals(site.version())) {
      unchanged.add(site);
    }
  }

  private boolean isNew(Blueprint blueprint) {
    Site site = served.get(blueprint.key());
    return (site == null || !blueprint.version().equals(site.version()))
        && !blueprint.version().equals(failed.get(blueprint.key()));
  }

  /** All together first, because two notebooks may exchange a route; else one after the other. */
  private void refuseClashes() {
    List<RouteClash.Mounted> standing = new ArrayList<>(standing());
    List<Blueprint> candidates = List.copyOf(builds);
    if (clashes(standing, candidates.stream().map(Blueprint::mounted).toList()).isEmpty()) {
      return;
    }
    builds.clear();
    for (Blueprint candidate : candidates) {
      List<Diagnostic> why = clashes(standing, List.of(candidate.mounted()));
      if (why.isEmpty()) {
        builds.add(candidate);
        standing.add(candidate.mounted());
      } else {
        refusals.add(new Refusal(Draft.of(candidate), why));
        Optional.ofNullable(served.get(candidate.key()))
            .map(Site::mounted)
            .ifPresent(standing::add);
      }
    }
  }

  private static List<Diagnostic> clashes(
      List<RouteClash.Mounted> standing, List<RouteClash.Mounted> more) {
    return RouteClash.find(Stream.concat(standing.stream(), more.stream()).toList());
  }

  /** What is served on beside the builds; a stray gives way. */
  private List<RouteClash.Mounted> standing() {
    Set<Site.Key> leaving = new HashSet<>(builds.stream().map(Blueprint::key).toList());
    removed.forEach(site -> leaving.add(site.key()));
    strays.forEach(site -> leaving.add(site.key()));
    return served.values().stream()
        .filter(site -> !leaving.contains(site.key()))
        .map(Site::mounted)
        .toList();
  }
}
