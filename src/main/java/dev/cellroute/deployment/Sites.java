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

  /** Puts it in the place of its older self, and answers whom it drove out. */
  List<Site> put(Site site, List<Site> strays) {
    List<Site> out = all.stream()
        .filter(each -> each.key().equals(site.key()) || givesWay(each, site, strays))
        .toList();
    List<Site> next = new ArrayList<>(all);
    next.removeAll(out);
    next.add(site);
    change(next);
    return out;
  }

  void remove(List<Site> some) {
    if (!some.isEmpty()) {
      change(all.stream().filter(each -> !some.contains(each)).toList());
    }
  }

  void update(Site.Key key, UnaryOperator<Site> how) {
    change(all.stream()
        .map(each -> each.key().equals(key) ? how.apply(each) : each)
        .toList());
  }

  private static boolean givesWay(Site other, Site site, List<Site> strays) {
    return strays.stream().anyMatch(stray -> stray.key().equals(other.key()))
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
