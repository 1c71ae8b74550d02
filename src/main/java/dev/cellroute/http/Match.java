package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.endpoint.RouteMatch;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** A request that has found its endpoint. */
record Match(Arrival arrival, RouteMatch route) {
  private static final String KEY = "cellroute.match";

  Match {
    requireNonNull(arrival, "arrival");
    requireNonNull(route, "route");
  }

  static Optional<Match> find(RoutingContext context) {
    return Optional.ofNullable(context.get(KEY));
  }

  /** The match that {@link #into} has put there. */
  static Match in(RoutingContext context) {
    return requireNonNull(context.get(KEY), KEY);
  }

  void into(RoutingContext context) {
    context.put(KEY, this);
  }
}
