package dev.cellroute.invocation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who waits for a run of an endpoint with {@code batch}: callers that may share one, in order of
 * arrival, and before them those whose common run failed and who are run alone now. It decides who
 * runs together and how many runs that makes; it knows neither kernels nor clocks. Used on one
 * event loop; its users bound it.
 */
final class BatchQueue<C> {
  private final int max;
  private final Set<C> sharing = new LinkedHashSet<>();
  private final Set<C> alone = new LinkedHashSet<>();

  /** At most {@code max} callers share a run. */
  BatchQueue(int max) {
    this.max = max;
  }

  void add(C caller) {
    sharing.add(caller);
  }

  void addAlone(Collection<? extends C> callers) {
    alone.addAll(callers);
  }

  /** Whether the caller was still waiting. */
  boolean remove(C caller) {
    return sharing.remove(caller) || alone.remove(caller);
  }

  /** Takes the callers of the next run; none when nobody waits. */
  List<C> take() {
    return alone.isEmpty() ? take(sharing, max) : take(alone, 1);
  }

  private static <C> List<C> take(Set<C> waiting, int most) {
    List<C> taken = new ArrayList<>(Math.min(most, waiting.size()));
    Iterator<C> callers = waiting.iterator();
    while (callers.hasNext() && taken.size() < most) {
      taken.add(callers.next());
      callers.remove();
    }
    return taken;
  }

  /** Takes everybody. */
  List<C> takeAll() {
    List<C> taken = take(alone, alone.size());
    taken.addAll(take(sharing, sharing.size()));
    return taken;
  }

  boolean hasAlone() {
    return !alone.isEmpty();
  }

  int size() {
    return alone.size() + sharing.size();
  }

  /** How many runs it takes to serve all who wait now. */
  int runs() {
    return alone.size() + (sharing.size() + max - 1) / max;
  }
}
