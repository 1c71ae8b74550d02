package dev.cellroute.invocation;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Who waits for a run of an endpoint with {@code batch}: callers that may share one, in order of
 * arrival, and before them those whose common run failed and who are run alone now. It decides who
 * runs together and how many runs that makes; it knows neither kernels nor clocks. Used on one
 * event loop; its users bound it.
 */
final class BatchQueue<C> {
  /** As large as the largest request is by default. */
  static final long LARGEST = 100L * 1024 * 1024;

  private final int max;
  private final ToLongFunction<C> size;
  private final Set<C> sharing = new LinkedHashSet<>();
  private final Set<C> alone = new LinkedHashSet<>();

  /**
   * At most {@code max} callers share a run; {@code size} is roughly how many characters each adds
   * to its document.
   */
  BatchQueue(int max, ToLongFunction<C> size) {
    this.max = max;
    this.size = size;
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

  /**
   * Takes the callers of the next run; none when nobody waits. A caller whose document would make
   * the common one larger than {@link #LARGEST} waits for the next, unless it is the first.
   */
  List<C> take() {
    return alone.isEmpty() ? shared() : take(alone, 1);
  }

  private List<C> shared() {
    int callers = 0;
    long total = 0;
    for (C caller : sharing) {
      total += size.applyAsLong(caller);
      if (callers == max || (callers > 0 && total > LARGEST)) {
        break;
      }
      callers++;
    }
    return take(sharing, callers);
  }

  private static <C> List<C> take(Set<C> waiting, int count) {
    List<C> taken = waiting.stream().limit(count).collect(Collectors.toList());
    taken.forEach(waiting::remove);
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

  /** How many runs it takes at least to serve all who wait now. */
  int runs() {
    return alone.size() + (sharing.size() + max - 1) / max;
  }
}
