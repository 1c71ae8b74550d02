package dev.cellroute.telemetry;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.http.Observers;
import dev.cellroute.http.RouteName;
import dev.cellroute.invocation.BatchListener;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The metrics and traces of one gateway, from before its first kernel to after its last. It is
 * given to the rooms that tell, as the listener each of them asks for. What a request costs is in
 * {@link RouteMeters}; everything else happens when somebody asks for the metrics.
 */
public final class Telemetry {
  private final Vertx vertx;
  private final PrometheusRegistry families = new PrometheusRegistry();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, families, Clock.SYSTEM);
  private final ProcessMeters process = new ProcessMeters();
  private final RequestMeters requests = new RequestMeters();
  private final KernelMeters kernels = new KernelMeters();
  private final HistogramFamily batches = BatchMeters.family();
  private final PoolGauges pools = new PoolGauges();
  private final CertificateGauge certificate = new CertificateGauge();
  private final Spans spans;

  private Telemetry(Vertx vertx, Spans spans) {
    this.vertx = vertx;
    this.spans = spans;
  }

  /**
   * {@code environment} is the process's, where {@code OTEL_*} may ask for traces;
   * {@code droppedLines} is how many lines the log has lost. Blocks, for some tens of milliseconds.
   */
  public static Telemetry open(
      Vertx vertx, Map<String, String> environment, LongSupplier droppedLines) {
    Telemetry telemetry = new Telemetry(vertx, Spans.of(environment));
    telemetry.register(droppedLines);
    return telemetry;
  }

  private void register(LongSupplier droppedLines) {
    requests.register(families);
    kernels.register(families);
    families.register(batches);
    families.register(pools);
    families.register(certificate);
    process.bind(meters);
    process.bindLog(meters, droppedLines);
    process.bindRequests(meters, requests);
  }

  /** For the HTTP server; {@code served} is asked on its event loop, at each scrape. */
  public Observers observers(Supplier<List<PoolView>> served) {
    return new Observers(
        requests, spans.tracing(), new MetricsText(vertx, families, pools, served), certificate);
  }

  /** For the calls of one notebook. */
  public BatchListener batches(Function<Endpoint, RouteName> names) {
    return new BatchMeters(batches, names);
  }

  /** For pools and reloads. */
  public KernelMeters kernels() {
    return kernels;
  }

  /** Sends the spans that are still here, for a few seconds at most. */
  public Future<Void> close() {
    return vertx.executeBlocking(() -> {
      process.close();
      spans.close();
      meters.close();
      return (Void) null;
    });
  }
}
