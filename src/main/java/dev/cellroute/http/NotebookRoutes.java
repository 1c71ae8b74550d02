package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.endpoint.Endpoint;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * One notebook's sub-router. Each endpoint is a Vert.x {@code Route}, alone on a router of its own;
 * the notebook's index says which, and the request is handed to it. A single router with all of
 * them would ask each in turn, on a normalised path: the last of two hundred endpoints would cost
 * two hundred times the first, and {@code //x} would be {@code /x}. Immutable once made.
 */
final class NotebookRoutes implements Handler<RoutingContext> {
  private final Mount mount;
  private final IdentityHashMap<Endpoint, Target> targets = new IdentityHashMap<>();

  private NotebookRoutes(Mount mount) {
    this.mount = requireNonNull(mount, "mount");
  }

  /** Who answers an endpoint, and who hears of it. */
  record Place(WatchedRoute watched, Handler<RoutingContext> handler) {}

  private record Target(WatchedRoute watched, Router router) {}

  static NotebookRoutes of(
      Vertx vertx, Mount mount, List<Endpoint> endpoints, Function<Endpoint, Place> places) {
    NotebookRoutes routes = new NotebookRoutes(mount);
    for (Endpoint endpoint : endpoints) {
      Place place = places.apply(endpoint);
      Router router = Router.router(vertx);
      router
          .route()
          .setName(endpoint.verb() + " " + mount.prefix() + endpoint.path())
          .handler(place.handler());
      routes.targets.put(endpoint, new Target(place.watched(), router));
    }
    return routes;
  }

  @Override
  public void handle(RoutingContext context) {
    Arrival arrival = Arrival.in(context);
    mount
        .find(arrival.method(), arrival.path())
        .ifPresentOrElse(
            found -> {
              Target target = target(found.endpoint());
              new Match(arrival.on(target.watched()), found).into(context);
              target.router().handleContext(context);
            },
            context::next);
  }

  private Target target(Endpoint endpoint) {
    return requireNonNull(targets.get(endpoint), "an endpoint of another notebook");
  }
}
