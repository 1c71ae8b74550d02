package dev.cellroute.pool;

import java.util.EnumMap;
import java.util.Map;

/** How many kernels have left a pool, by cause. Immutable. */
record Departures(Map<Departure, Integer> counts) {

  static final Departures NONE = new Departures(Map.of());

  Departures {
    counts = Map.copyOf(counts);
  }

  Departures plus(Departure cause) {
    Map<Departure, Integer> more = new EnumMap<>(Departure.class);
    more.putAll(counts);
    more.merge(cause, 1, Integer::sum);
    return new Departures(more);
  }
}
