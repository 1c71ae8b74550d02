package dev.cellroute.telemetry;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The histograms of one name, one for each set of labels; those without observations are silent.
 */
final class HistogramFamily implements Collector {
  private final String name;
  private final String help;
  private final Scale scale;
  private final Map<Labels, Histogram> members = new ConcurrentHashMap<>();

  HistogramFamily(String name, String help, Scale scale) {
    this.name = name;
    this.help = help;
    this.scale = scale;
  }

  Histogram with(Labels labels) {
    return members.computeIfAbsent(labels, ignored -> new Histogram(scale));
  }

  @Override
  public MetricSnapshot collect() {
    HistogramSnapshot.Builder snapshot = HistogramSnapshot.builder().name(name).help(help);
    members.forEach((labels, histogram) -> {
      if (!histogram.isEmpty()) {
        snapshot.dataPoint(histogram.snapshot(labels));
      }
    });
    return snapshot.build();
  }
}
