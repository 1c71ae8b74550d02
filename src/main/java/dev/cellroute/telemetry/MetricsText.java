package dev.cellroute.telemetry;

import dev.cellroute.http.MetricsPage;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes the metrics: the pools are looked at on their event loop, the text is written on a worker,
 * so that a scrape delays no request. No kernel is asked.
 */
final class MetricsText implements MetricsPage {
  private static final boolean ANY_ORDER = false;
  private static final String OPEN_METRICS = "application/openmetrics-text";

  private final ExpositionFormatWriter prometheus =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
  private final ExpositionFormatWriter openMetrics =
      OpenMetricsTextFormatWriter.builder().setCreatedTimestampsEnabled(false).build();
  private final Vertx vertx;
  private final PrometheusRegistry registry;
  private final PoolGauges gauges;
  private final Supplier<List<PoolView>> pools;

  MetricsText(
      Vertx vertx, PrometheusRegistry registry, PoolGauges gauges, Supplier<List<PoolView>> pools) {
    this.vertx = vertx;
    this.registry = registry;
    this.gauges = gauges;
    this.pools = pools;
  }

  @Override
  public Future<Page> page(String accept) {
    gauges.look(pools.get());
    ExpositionFormatWriter writer = accept.contains(OPEN_METRICS) ? openMetrics : prometheus;
    return vertx.executeBlocking(() -> write(writer), ANY_ORDER);
  }

  /** Blocks, for some milliseconds. */
  private Page write(ExpositionFormatWriter writer) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    writer.write(text, registry.scrape());
    return new Page(writer.getContentType(), Buffer.buffer(text.toByteArray()));
  }
}
