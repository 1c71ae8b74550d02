package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.endpoint.RouteTable;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.http.NotebookRoutes.Place;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;

/**
 * The root router: entrance, built-in resources, one sub-router a notebook (the longest mount
 * first, then in the order of the configuration), and the end of the road. Its routes have no paths
 * of their own, because Vert.x would compare them with a normalised path.
 */
final class Routes {
  private final Vertx vertx;
  private final Entrance entrance;
  private final Access access;
  private final RequestReader reader;
  private final ResponseWriter writer;
  private final RequestListener listener;

  Routes(
      Vertx vertx,
      Entrance entrance,
      Access access,
      RequestReader reader,
      ResponseWriter writer,
      RequestListener listener) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.entrance = requireNonNull(entrance, "entrance");
    this.access = requireNonNull(access, "access");
    this.reader = requireNonNull(reader, "reader");
    this.writer = requireNonNull(writer, "writer");
    this.listener = requireNonNull(listener, "listener");
  }

  /** A notebook with the place of its routes. */
  record Placed(Served notebook, Mount mount) {}

  static List<Placed> place(String basePath, List<Served> notebooks) {
    return notebooks.stream()
        .map(notebook -> new Placed(notebook, mount(basePath, notebook)))
        .sorted(Comparator.comparing(placed -> -placed.mount().prefix().length()))
        .toList();
  }

  private static Mount mount(String basePath, Served notebook) {
    return new Mount(
        Mount.join(basePath, notebook.mount()), RouteTable.of(notebook.api().endpoints()));
  }

  Router router(List<Placed> notebooks, BuiltIns builtIns, Unmatched unmatched) {
    Router router = Router.router(vertx);
    add(router, "entrance", entrance);
    add(router, "built-in", builtIns);
    notebooks.forEach(placed -> add(router, placed.notebook().name(), routes(placed)));
    add(router, "unmatched", unmatched);
    return router;
  }

  /** The same for a server that takes no more calls: only its own resources answer. */
  Router refusing(BuiltIns builtIns) {
    Router router = Router.router(vertx);
    add(router, "entrance", entrance);
    add(router, "built-in", builtIns);
    add(router, "draining", context -> {
      throw new GatewayException(ErrorCode.DRAINING, "the server is stopping");
    });
    return router;
  }

  private void add(Router router, String name, Handler<RoutingContext> handler) {
    router.route().setName(name).handler(handler).failureHandler(this::failed);
  }

  private NotebookRoutes routes(Placed placed) {
    Handler<RoutingContext> handler = handler(placed.notebook());
    return NotebookRoutes.of(
        vertx,
        placed.mount(),
        placed.notebook().api().endpoints(),
        endpoint ->
            new Place(watched(placed, endpoint), guarded(placed.notebook().mount(), handler)));
  }

  private WatchedRoute watched(Placed placed, Endpoint endpoint) {
    NotebookApi api = placed.notebook().api();
    return WatchedRoute.of(listener, RouteName.of(placed.mount().prefix(), api, endpoint));
  }

  private Handler<RoutingContext> handler(Served notebook) {
    return notebook
        .invoker()
        .<Handler<RoutingContext>>map(
            invoker -> new EndpointHandler(vertx, reader, invoker, notebook.drain(), writer))
        .orElse(this::refuseStarting);
  }

  private void refuseStarting(RoutingContext context) {
    writer.writeFailure(
        Arrival.in(context),
        new GatewayException(ErrorCode.STARTING, "the notebook's setup cells are still running"));
  }

  /** The token must be good for the mount, also for OPTIONS, which has been let in without one. */
  private Handler<RoutingContext> guarded(String mount, Handler<RoutingContext> handler) {
    if (access.isOpen()) {
      return handler;
    }
    return context -> {
      access.checkCall(context, mount);
      handler.handle(context);
    };
  }

  private void failed(RoutingContext context) {
    Match.find(context)
        .map(Match::arrival)
        .or(() -> Arrival.find(context))
        .ifPresentOrElse(
            arrival -> writer.writeFailure(arrival, cause(context)),
            () -> writer.writeFailure(
                entrance.admit(context.request()), refused(context.statusCode())));
  }

  private static Throwable cause(RoutingContext context) {
    Throwable failure = context.failure();
    return failure == null ? new IllegalStateException("failed without a cause") : failure;
  }

  /**
   * What Vert.x refuses before any handler: a target that is no path (404), a Host that is none
   * (400).
   */
  private static GatewayException refused(int status) {
    return status == 404
        ? new GatewayException(ErrorCode.NOT_FOUND, "the request target is not a path")
        : new GatewayException(ErrorCode.BAD_REQUEST, "Host: missing or not valid");
  }
}
