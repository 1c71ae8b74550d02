package dev.cellroute.telemetry;

import static java.util.Objects.requireNonNull;

import dev.cellroute.http.RequestEnd;
import dev.cellroute.http.RequestListener;
import dev.cellroute.invocation.CallLane;
import dev.cellroute.invocation.Response.Timing;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one route, looked up before the first request. A request costs a handful of
 * additions. Used on the server's event loop.
 */
final class RouteMeters implements RequestListener.OfRoute {
  private static final int CLASSES = 6;

  private final RequestMeters all;
  private final Labels labels;
  private final Histogram total;
  private final Histogram queue;
  private final Map<CallLane, Histogram> kernel = new EnumMap<>(CallLane.class);
  private final AtomicLong bytes;
  // By class of status; made when the first such request ends.
  private final Map<Method, @Nullable AtomicLong[]> requests = new EnumMap<>(Method.class);

  RouteMeters(RequestMeters all, Labels labels) {
    this.all = all;
    this.labels = labels;
    total = all.total.with(labels);
    queue = all.queue.with(labels);
    bytes = all.bytes.with(labels);
    for (CallLane lane : CallLane.values()) {
      kernel.put(lane, all.kernel.with(labels.add("lane", lane.text())));
    }
  }

  @Override
  public void ended(RequestEnd request) {
    all.ended();
    requests(Method.of(request.method()), request.status() / 100).getAndIncrement();
    total.observe(request.totalNanos());
    bytes.getAndAdd(request.bytes());
    Timing timing = request.timing();
    if (!timing.equals(Timing.NONE)) {
      queue.observe(timing.queueNanos());
      observeKernel(timing);
    }
  }

  /** A call that was refused or left the queue has seen no kernel. */
  private void observeKernel(Timing timing) {
    if (timing.cellNanos() > 0) {
      requireNonNull(kernel.get(timing.lane()), "lane").observe(timing.cellNanos());
    }
  }

  private AtomicLong requests(Method method, int statusClass) {
    int place = Math.min(statusClass, CLASSES - 1);
    @Nullable AtomicLong[] known = requests.get(method);
    if (known == null) {
      known = new AtomicLong[CLASSES];
      requests.put(method, known);
    }
    AtomicLong counter = known[place];
    if (counter == null) {
      counter = newCounter(method, place);
      known[place] = counter;
    }
    return counter;
  }

  private AtomicLong newCounter(Method method, int statusClass) {
    return all.requests.with(labels.add("method", method.name()).add("status", statusClass + "xx"));
  }

  /** A client may send any word. */
  private enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE,
    HEAD,
    OPTIONS,
    OTHER;

    static Method of(String name) {
      return switch (name) {
        case "GET" -> GET;
        case "POST" -> POST;
        case "PUT" -> PUT;
        case "PATCH" -> PATCH;
        case "DELETE" -> DELETE;
        case "HEAD" -> HEAD;
        case "OPTIONS" -> OPTIONS;
        default -> OTHER;
      };
    }
  }
}
