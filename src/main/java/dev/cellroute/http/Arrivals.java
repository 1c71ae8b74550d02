package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.LongSupplier;

/** Gives each request what it has from the beginning: its id, its moment, its place in a trace. */
final class Arrivals {
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
  private static final CharSequence PARENT = HttpHeaders.createOptimized("traceparent");
  private static final CharSequence STATE = HttpHeaders.createOptimized("tracestate");

  private final RequestIds ids;
  private final LongSupplier clock;
  private final RequestListener listener;
  private final WatchedRoute unmatched;
  private final Tracing tracing;

  Arrivals(RequestIds ids, LongSupplier clock, Observers observers) {
    this.ids = requireNonNull(ids, "ids");
    this.clock = requireNonNull(clock, "clock");
    this.listener = observers.requests();
    this.unmatched = WatchedRoute.of(listener, RouteName.UNMATCHED);
    this.tracing = observers.tracing();
  }

  /** Until it finds its route, it counts as one that finds none. */
  Arrival of(HttpServerRequest request) {
    listener.began();
    MultiMap headers = request.headers();
    String id = ids.of(headers.get(REQUEST_ID));
    return Arrival.of(
        request, id, clock.getAsLong(), new Arrival.Witness(unmatched, trace(request)));
  }

  private Trace trace(HttpServerRequest request) {
    MultiMap headers = request.headers();
    String method = request.method().name();
    return headers.contains(PARENT)
        ? tracing.follow(method, TraceContext.parse(headers.getAll(PARENT), headers.getAll(STATE)))
        : tracing.begin(method);
  }
}
