package dev.cellroute.telemetry;

import dev.cellroute.http.CertificateListener;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.Optional;

/** The end of the certificate in use; without HTTPS there is no figure, since 0 would alarm. */
final class CertificateGauge implements Collector, CertificateListener {
  // Replaced on the event loop, read by the thread that writes the text.
  private volatile Optional<Instant> end = Optional.empty();

  @Override
  public void used(Instant end) {
    this.end = Optional.of(end);
  }

  @Override
  public MetricSnapshot collect() {
    GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder()
        .name("cellroute_tls_certificate_expiry_timestamp_seconds")
        .help("Unix time at which the certificate of HTTPS ends.");
    end.ifPresent(known -> snapshot.dataPoint(
        GaugeDataPointSnapshot.builder().value((double) known.getEpochSecond()).build()));
    return snapshot.build();
  }
}
