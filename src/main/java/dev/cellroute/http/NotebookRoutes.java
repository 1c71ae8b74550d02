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
  private final IdentityHashMap<Endpoint, Router> routers = new IdentityHashMap<>();

  private NotebookRoutes(Mount mount) {
    this.mount = requireNonNull(mount, "mount");
  }

  static NotebookRoutes of(
      Vertx vertx,
      Mount mount,
      List<Endpoint> endpoints,
      Function<Endpoint, Handler<RoutingContext>> handlers) {
    NotebookRoutes routes = new NotebookRoutes(mount);
    for (Endpoint endpoint : endpoints) {
      Router router = Router.router(vertx);
      router
          .route()
          .setName(endpoint.verb() + " " + mount.prefix() + endpoint.path())
          .handler(handlers.apply(endpoint));
      routes.routers.put(endpoint, router);
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
              new Match(arrival, found).into(context);
              router(found.endpoint()).handleContext(context);
            },
            context::next);
  }

  private Router router(Endpoint endpoint) {
    return requireNonNull(routers.get(endpoint), "an endpoint of another notebook");
  }
}
