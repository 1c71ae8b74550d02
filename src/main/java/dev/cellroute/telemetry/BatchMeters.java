package dev.cellroute.telemetry;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.http.RouteName;
import dev.cellroute.invocation.BatchListener;
import java.util.IdentityHashMap;
import java.util.function.Function;

/** Counts the callers of one notebook's batches. Used on the event loop of its calls. */
final class BatchMeters implements BatchListener {
  private final HistogramFamily sizes;
  private final Function<Endpoint, RouteName> names;
  private final IdentityHashMap<Endpoint, Histogram> known = new IdentityHashMap<>();

  BatchMeters(HistogramFamily sizes, Function<Endpoint, RouteName> names) {
    this.sizes = sizes;
    this.names = names;
  }

  static HistogramFamily family() {
    return new HistogramFamily(
        "cellroute_batch_callers", "Callers that one run of a cell answered.", Scale.CALLERS);
  }

  @Override
  public void batched(Endpoint endpoint, int callers) {
    known.computeIfAbsent(endpoint, this::sizes).observe(callers);
  }

  private Histogram sizes(Endpoint endpoint) {
    return sizes.with(RequestMeters.labels(names.apply(endpoint)));
  }
}
