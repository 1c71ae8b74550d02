package dev.cellroute.telemetry;

import dev.cellroute.pool.PoolSnapshot;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The pools as they were when {@link #look} was called, on their event loop; the text is written
 * from that on another thread. Notebooks of one name at one place are added up.
 */
final class PoolGauges implements MultiCollector {
  // Replaced on the event loop, read by the thread that writes the text.
  private volatile List<PoolView> seen = List.of();

  void look(List<PoolView> now) {
    seen = List.copyOf(now);
  }

  @Override
  public MetricSnapshots collect() {
    List<PoolView> pools = seen;
    return new MetricSnapshots(
        kernels(pools),
        restarts(pools),
        gauge(
            "cellroute_queue_length",
            "Calls that wait for a kernel.",
            pools,
            PoolSnapshot::waiting),
        gauge(
            "cellroute_notebook_ready",
            "Whether a kernel can take calls: 1 or 0.",
            pools,
            PoolGauges::ready),
        gauge(
            "cellroute_notebook_degraded",
            "Whether its kernels keep failing, so that they are started seldom: 1 or 0.",
            pools,
            PoolGauges::degraded));
  }

  private static double ready(PoolSnapshot pool) {
    return pool.isReady() ? 1 : 0;
  }

  private static double degraded(PoolSnapshot pool) {
    return pool.isDegraded() ? 1 : 0;
  }

  private static MetricSnapshot kernels(List<PoolView> pools) {
    Map<Labels, Double> values = new TreeMap<>();
    for (PoolView view : pools) {
      add(values, view, "idle", view.pool().idle());
      add(values, view, "busy", view.pool().busy());
      add(values, view, "starting", view.pool().starting());
      add(values, view, "retiring", view.pool().retiring());
    }
    return snapshot("cellroute_kernels", "Kernels by what they do now.", values);
  }

  private static MetricSnapshot restarts(List<PoolView> pools) {
    Map<Labels, Double> values = new TreeMap<>();
    pools.forEach(view -> values.merge(labels(view), (double) view.pool().restarts(), Double::sum));
    CounterSnapshot.Builder snapshot = CounterSnapshot.builder()
        .name("cellroute_kernel_restarts")
        .help("Kernels started to replace others.");
    values.forEach((labels, value) -> snapshot.dataPoint(
        CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
    return snapshot.build();
  }

  private static void add(Map<Labels, Double> values, PoolView view, String state, double count) {
    values.merge(labels(view).add("state", state), count, Double::sum);
  }

  private static MetricSnapshot gauge(
      String name, String help, List<PoolView> pools, ToDoubleFunction<PoolSnapshot> value) {
    Map<Labels, Double> values = new TreeMap<>();
    pools.forEach(
        view -> values.merge(labels(view), value.applyAsDouble(view.pool()), Double::sum));
    return snapshot(name, help, values);
  }

  private static MetricSnapshot snapshot(String name, String help, Map<Labels, Double> values) {
    GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder().name(name).help(help);
    values.forEach((labels, value) -> snapshot.dataPoint(
        GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
    return snapshot.build();
  }

  private static Labels labels(PoolView view) {
    return Labels.of("notebook", view.notebook(), "mount", view.mount());
  }
}
