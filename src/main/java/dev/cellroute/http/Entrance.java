package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The first step of every request's road: it gets its id, and is let on only with one Host and,
 * where one is configured, the token. OPTIONS needs none, because browsers ask before they send
 * one, nor do probes; unknown paths do.
 */
final class Entrance implements Handler<RoutingContext> {
  private final RequestIds ids;
  private final LongSupplier clock;
  private final Connections connections;
  private final Credentials credentials;
  private final Set<String> openPaths;

  Entrance(
      RequestIds ids,
      LongSupplier clock,
      Connections connections,
      Credentials credentials,
      Set<String> openPaths) {
    this.ids = requireNonNull(ids, "ids");
    this.clock = requireNonNull(clock, "clock");
    this.connections = requireNonNull(connections, "connections");
    this.credentials = requireNonNull(credentials, "credentials");
    this.openPaths = Set.copyOf(openPaths);
  }

  @Override
  public void handle(RoutingContext context) {
    Arrival arrival = admit(context.request());
    arrival.into(context);
    check(arrival);
    context.next();
  }

  /** Also for requests that will never reach a route. */
  Arrival admit(HttpServerRequest request) {
    connections.requestBegan(request.connection());
    return Arrival.of(request, ids.of(request.getHeader("X-Request-Id")), clock.getAsLong());
  }

  private void check(Arrival arrival) {
    if (!hasHost(arrival.request())) {
      throw new GatewayException(ErrorCode.BAD_REQUEST, "Host: missing or repeated");
    }
    boolean open = arrival.isOptions() || openPaths.contains(arrival.path());
    if (!open && !credentials.admit(arrival)) {
      throw unauthorized();
    }
  }

  /** For what OPTIONS may not do without a token either: run a cell. */
  void checkToken(Arrival arrival) {
    if (!credentials.admit(arrival)) {
      throw unauthorized();
    }
  }

  private static boolean hasHost(HttpServerRequest request) {
    int hosts = request.headers().getAll(HttpHeaders.HOST).size();
    return hosts == 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_0);
  }

  private static GatewayException unauthorized() {
    return new GatewayException(ErrorCode.UNAUTHORIZED, "no valid token was presented");
  }
}
