package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.invocation.Response.Timing;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;

/**
 * A request as it arrived: its id, when (in nanoseconds of the gateway's clock), and the two halves
 * of its target, still percent-encoded. An absolute target ({@code http://host/path}) has lost
 * scheme and authority. Lives until the answer is written, on the request's event loop.
 */
record Arrival(
    HttpServerRequest request, String id, long start, String path, String query, Witness witness) {
  private static final String KEY = "cellroute.arrival";

  Arrival {
    requireNonNull(request, "request");
    requireNonNull(id, "id");
    requireNonNull(path, "path");
    requireNonNull(query, "query");
    requireNonNull(witness, "witness");
  }

  /** Who hears how it ends. */
  record Witness(WatchedRoute route, Trace trace) {
    Witness {
      requireNonNull(route, "route");
      requireNonNull(trace, "trace");
    }
  }

  static Arrival of(HttpServerRequest request, String id, long start, Witness witness) {
    String target = originForm(target(request));
    int mark = target.indexOf('?');
    return mark < 0
        ? new Arrival(request, id, start, target, "", witness)
        : new Arrival(
            request, id, start, target.substring(0, mark), target.substring(mark + 1), witness);
  }

  /** The same on the route it has found. */
  Arrival on(WatchedRoute route) {
    return new Arrival(request, id, start, path, query, new Witness(route, witness.trace()));
  }

  Trace trace() {
    return witness.trace();
  }

  /** Tells everybody who waits for it. */
  void ended(int status, long bytes, Timing timing, long totalNanos) {
    WatchedRoute route = witness.route();
    RequestEnd end = new RequestEnd(
        id, method(), path, route.name(), status, bytes, timing, totalNanos, witness.trace());
    route.listener().ended(end);
    witness.trace().ended(end);
    AccessLog.record(end);
  }

  /** The arrival that {@link #into} has put there. */
  static Arrival in(RoutingContext context) {
    return requireNonNull(context.get(KEY), KEY);
  }

  static Optional<Arrival> find(RoutingContext context) {
    return Optional.ofNullable(context.get(KEY));
  }

  void into(RoutingContext context) {
    context.put(KEY, this);
  }

  String method() {
    return request.method().name();
  }

  boolean isOptions() {
    return "OPTIONS".equals(method());
  }

  boolean isGet() {
    return "GET".equals(method());
  }

  boolean isHead() {
    return "HEAD".equals(method());
  }

  /** The host an absolute target names; usually empty. */
  String authority() {
    String target = target(request);
    int begin = target.startsWith("/") ? -1 : target.indexOf("://");
    if (begin < 0) {
      return "";
    }
    int end = target.indexOf('/', begin + 3);
    return end < 0 ? target.substring(begin + 3) : target.substring(begin + 3, end);
  }

  /** CONNECT of HTTP/2 has none. */
  private static String target(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.uri(), "");
  }

  private static String originForm(String target) {
    if (target.startsWith("/")) {
      return target;
    }
    int authority = target.indexOf("://");
    if (authority < 0) {
      return target;
    }
    int path = target.indexOf('/', authority + 3);
    return path < 0 ? "/" : target.substring(path);
  }
}
