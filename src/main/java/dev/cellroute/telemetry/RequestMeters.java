package dev.cellroute.telemetry;

import dev.cellroute.http.RequestListener;
import dev.cellroute.http.RouteName;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts requests. The labels are bounded: there are as many routes as endpoints, two more for all
 * other requests, and eight methods. A route's meters outlive its notebook's reload, so that
 * counters never fall; after {@value #MAX_ROUTES} routes a new one is counted with the others.
 */
final class RequestMeters implements RequestListener {
  static final int MAX_ROUTES = 2000;

  final CounterFamily requests =
      new CounterFamily("cellroute_http_requests", "Requests that have been answered.");
  final CounterFamily bytes = new CounterFamily(
      "cellroute_http_response_body_bytes", "Bytes of response bodies that were sent.");
  final HistogramFamily total = new HistogramFamily(
      "cellroute_http_request_duration_seconds",
      "Time from a request's head to the last byte of its answer.",
      Scale.REQUEST);
  final HistogramFamily queue = new HistogramFamily(
      "cellroute_http_request_queue_seconds", "Time calls waited for a kernel.", Scale.REQUEST);
  final HistogramFamily kernel = new HistogramFamily(
      "cellroute_http_request_kernel_seconds", "Time calls ran in a kernel.", Scale.REQUEST);

  private final AtomicLong inFlight = new AtomicLong();
  private final Map<RouteName, RouteMeters> routes = new ConcurrentHashMap<>();

  void register(PrometheusRegistry registry) {
    registry.register(requests);
    registry.register(bytes);
    registry.register(total);
    registry.register(queue);
    registry.register(kernel);
  }

  @Override
  public void began() {
    inFlight.getAndIncrement();
  }

  void ended() {
    inFlight.getAndDecrement();
  }

  long inFlight() {
    return inFlight.get();
  }

  @Override
  public OfRoute route(RouteName name) {
    RouteName counted =
        routes.size() < MAX_ROUTES || routes.containsKey(name) ? name : RouteName.OTHER;
    return routes.computeIfAbsent(counted, each -> new RouteMeters(this, labels(each)));
  }

  static Labels labels(RouteName name) {
    return Labels.of("notebook", name.notebook(), "route", name.template());
  }
}
