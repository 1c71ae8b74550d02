package dev.cellroute.deployment;

import dev.cellroute.endpoint.RouteClash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The notebooks being served now, in the order of the configuration. Whoever serves them hears of
 * each change with the whole list. Changed on one event loop, read from anywhere.
 */
final class Sites {

  // Immutable; set on the event loop, read by workers and commands as well.
  private volatile List<Site> all = List.of();
  private List<Site.Key> order = List.of();
  private Consumer<List<Site>> audience = ignored -> {};

  void tell(Consumer<List<Site>> listener) {
    audience = listener;
  }

  List<Site> all() {
    return all;
  }

  Optional<Site> at(Site.Key key) {
    return all.stream().filter(site -> site.key().equals(key)).findFirst();
  }

  /** Their places from now on; a notebook without one comes last. */
  void arrange(List<Site.Key> keys) {
    order = List.copyOf(keys);
  }

  /** Puts it in the place of its older self. */
  void put(Site site) {
    swap(List.of(site), List.of(), List.of());
  }

  /**
   * Puts some in the places of their older selves and takes out who leaves, in one step; answers
   * who is out, with the strays that were driven out.
   */
  List<Site> swap(List<Site> in, List<Site> leaving, List<Site> strays) {
    List<Site> out = all.stream()
        .filter(each ->
            isAmong(leaving, each) || in.stream().anyMatch(site -> isReplaced(each, site, strays)))
        .toList();
    List<Site> next = new ArrayList<>(all);
    next.removeAll(out);
    next.addAll(in);
    change(next);
    return out;
  }

  void update(Site.Key key, UnaryOperator<Site> how) {
    change(all.stream()
        .map(each -> each.key().equals(key) ? how.apply(each) : each)
        .toList());
  }

  private static boolean isAmong(List<Site> some, Site site) {
    return some.stream().anyMatch(each -> each.key().equals(site.key()));
  }

  private static boolean isReplaced(Site old, Site site, List<Site> strays) {
    return old.key().equals(site.key()) || givesWay(old, site, strays);
  }

  private static boolean givesWay(Site other, Site site, List<Site> strays) {
    return isAmong(strays, other)
        && !RouteClash.find(List.of(other.mounted(), site.mounted())).isEmpty();
  }

  private void change(List<Site> next) {
    all = next.stream().sorted(Comparator.comparingInt(this::place)).toList();
    audience.accept(all);
  }

  private int place(Site site) {
    int place = order.indexOf(site.key());
    return place < 0 ? Integer.MAX_VALUE : place;
  }
}
