package dev.cellroute.telemetry;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The counters of one name, one for each set of labels. The name goes without {@code _total}. */
final class CounterFamily implements Collector {
  private final String name;
  private final String help;
  private final Map<Labels, AtomicLong> members = new ConcurrentHashMap<>();

  CounterFamily(String name, String help) {
    this.name = name;
    this.help = help;
  }

  AtomicLong with(Labels labels) {
    return members.computeIfAbsent(labels, ignored -> new AtomicLong());
  }

  @Override
  public MetricSnapshot collect() {
    CounterSnapshot.Builder snapshot = CounterSnapshot.builder().name(name).help(help);
    members.forEach((labels, count) -> snapshot.dataPoint(CounterDataPointSnapshot.builder()
        .labels(labels)
        .value((double) count.get())
        .build()));
    return snapshot.build();
  }
}
