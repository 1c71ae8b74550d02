package dev.cellroute.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.cellroute.security.Authenticator;
import io.vertx.core.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the gateway's own token is in a request, and the request without it: a cell gets neither
 * the {@code Authorization} header nor the query argument {@code token} while a token is
 * configured. Without one, both are the notebook's own business.
 */
final class Credentials {
  private static final String ARGUMENT = "token";
  private static final String WHAT = "query parameter";

  private final Authenticator authenticator;

  Credentials(Authenticator authenticator) {
    this.authenticator = requireNonNull(authenticator, "authenticator");
  }

  boolean admit(Arrival arrival) {
    return !authenticator.isClosed()
        || authenticator.admits(
            tokens(arrival), arrival.request().headers().getAll(HttpHeaders.AUTHORIZATION));
  }

  private static List<String> tokens(Arrival arrival) {
    return Arguments.parse(arrival.query(), UTF_8, WHAT).getOrDefault(ARGUMENT, List.of());
  }

  /** The decoded query as the cell sees it. */
  Map<String, List<String>> query(Arrival arrival) {
    Map<String, List<String>> query = Arguments.parse(arrival.query(), UTF_8, WHAT);
    if (!authenticator.isClosed() || !query.containsKey(ARGUMENT)) {
      return query;
    }
    Map<String, List<String>> rest = new LinkedHashMap<>(query);
    rest.remove(ARGUMENT);
    return rest;
  }

  /** The target as the cell sees it, still encoded. */
  String url(Arrival arrival) {
    String query = authenticator.isClosed()
        ? Arguments.without(arrival.query(), UTF_8, ARGUMENT, WHAT)
        : arrival.query();
    return query.isEmpty() ? arrival.path() : arrival.path() + '?' + query;
  }

  boolean hides(String header) {
    return authenticator.isClosed() && header.equalsIgnoreCase("Authorization");
  }
}
