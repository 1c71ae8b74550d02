package dev.cellroute.telemetry;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;

/** Counts what becomes of kernels and notebooks. Seldom called, from any thread. */
public final class KernelMeters {
  private final CounterFamily gone =
      new CounterFamily("cellroute_kernels_gone", "Kernels that have left their pool, by cause.");
  private final CounterFamily reloads =
      new CounterFamily("cellroute_reloads", "Reloads of notebooks, by how they ended.");
  private final HistogramFamily starts = new HistogramFamily(
      "cellroute_kernel_start_seconds",
      "Time from the start of a kernel to the end of its setup cells.",
      Scale.START);

  void register(PrometheusRegistry registry) {
    registry.register(gone);
    registry.register(reloads);
    registry.register(starts);
  }

  /** A kernel serves; so long it took, its setup cells included. */
  public void started(String notebook, Duration took) {
    starts.with(Labels.of("notebook", notebook)).observe(took.toNanos());
  }

  /** A kernel has left its pool; {@code cause} is one of a few words. */
  public void gone(String notebook, String cause) {
    gone.with(Labels.of("notebook", notebook, "cause", cause)).getAndIncrement();
  }

  /** A reload has ended; {@code outcome} is one of a few words. */
  public void reloaded(String notebook, String outcome) {
    reloads.with(Labels.of("notebook", notebook, "outcome", outcome)).getAndIncrement();
  }
}
