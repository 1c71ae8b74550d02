package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.DataSize;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.security.HostPolicy;
import dev.cellroute.security.OriginPolicy;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/**
 * The first step of every request's road: it gets its id, and is let on only for a host that is
 * served here and, where one is configured, with a token; without one, only from a page that may
 * ask. OPTIONS needs no token, because browsers ask before they send one, nor do probes, which may
 * also name any host; unknown paths do.
 */
final class Entrance implements Handler<RoutingContext> {
  private final Arrivals arrivals;
  private final Connections connections;
  private final Doors doors;
  private final Set<String> probes;
  private final long longestTarget;

  Entrance(
      Arrivals arrivals,
      Connections connections,
      Doors doors,
      Set<String> probes,
      DataSize longestTarget) {
    this.arrivals = requireNonNull(arrivals, "arrivals");
    this.connections = requireNonNull(connections, "connections");
    this.doors = requireNonNull(doors, "doors");
    this.probes = Set.copyOf(probes);
    this.longestTarget = longestTarget.bytes();
  }

  /** Who is let in. */
  record Doors(HostPolicy hosts, OriginPolicy origins, Access access) {
    Doors {
      requireNonNull(hosts, "hosts");
      requireNonNull(origins, "origins");
      requireNonNull(access, "access");
    }
  }

  @Override
  public void handle(RoutingContext context) {
    Arrival arrival = admit(context.request());
    arrival.into(context);
    check(arrival, context);
    context.next();
  }

  /** Also for requests that will never reach a route. */
  Arrival admit(HttpServerRequest request) {
    connections.requestBegan(request);
    return arrivals.of(request);
  }

  private void check(Arrival arrival, RoutingContext context) {
    checkTarget(arrival);
    String host = host(arrival.request());
    if (probes.contains(arrival.path())) {
      return;
    }
    checkHost(arrival, host);
    checkUpgrade(arrival);
    if (doors.access().isOpen()) {
      checkOrigin(arrival, host);
    } else if (!arrival.isOptions()) {
      doors.access().authenticate(arrival, context);
    }
  }

  /** HTTP/1.1's decoder has measured it already. */
  private void checkTarget(Arrival arrival) {
    boolean isLong = arrival.path().length() + arrival.query().length() > longestTarget;
    if (isLong && Streams.isMultiplexed(arrival.request())) {
      throw new GatewayException(ErrorCode.URI_TOO_LONG, "target: longer than http.max-uri");
    }
  }

  /** The one host of the request; empty where HTTP/1.0 sends none. */
  private static String host(HttpServerRequest request) {
    if (Streams.isMultiplexed(request)) {
      return Streams.host(request);
    }
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    if (hosts.size() == 1) {
      return hosts.get(0);
    }
    if (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0) {
      return "";
    }
    throw new GatewayException(ErrorCode.BAD_REQUEST, "Host: missing or repeated");
  }

  /** A page under a foreign name has always a host, so a client without one is no browser. */
  private void checkHost(Arrival arrival, String host) {
    if (!isServed(host) || !isServed(arrival.authority())) {
      throw new GatewayException(
          ErrorCode.WRONG_HOST, "Host: not a name of this server (security.allowed-hosts)");
    }
  }

  private boolean isServed(String host) {
    return host.isEmpty() || doors.hosts().admits(host);
  }

  private static void checkUpgrade(Arrival arrival) {
    String protocol = arrival.request().getHeader(HttpHeaders.UPGRADE);
    if ("websocket".equalsIgnoreCase(protocol)) {
      throw new GatewayException(ErrorCode.BAD_REQUEST, "Upgrade: there are no WebSockets here");
    }
  }

  private void checkOrigin(Arrival arrival, String host) {
    String origin = arrival.request().getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !doors.origins().admits(arrival.method(), origin, host)) {
      throw new GatewayException(
          ErrorCode.FORBIDDEN,
          "Origin: pages of other sites may not ask for this (security.cors.allow-origin)");
    }
  }
}
