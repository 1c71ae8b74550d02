package dev.cellroute.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.cellroute.security.Authenticator;
import dev.cellroute.security.Principal;
import io.vertx.core.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the gateway's own token is in a request, whose it is, and the request without it: a cell
 * gets neither the {@code Authorization} header nor the query argument {@code token} while a token
 * is configured. Without one, both are the notebook's own business. Used on the server's event
 * loop.
 */
final class Credentials {
  private static final String ARGUMENT = "token";
  private static final String WHAT = "query parameter";

  private final Admission admission;
  private Authenticator authenticator;

  private Credentials(Admission admission, Authenticator authenticator) {
    this.admission = requireNonNull(admission, "admission");
    this.authenticator = requireNonNull(authenticator, "authenticator");
  }

  private enum Admission {
    EVERYBODY,
    WITH_TOKEN
  }

  /** Everybody may call. */
  static Credentials open() {
    return new Credentials(Admission.EVERYBODY, Authenticator.of(List.of()));
  }

  /** Only who has a token may call; there may be none at the moment. */
  static Credentials closed(Authenticator authenticator) {
    return new Credentials(Admission.WITH_TOKEN, authenticator);
  }

  boolean areNeeded() {
    return admission == Admission.WITH_TOKEN;
  }

  /** From now on other tokens hold. */
  void replace(Authenticator successor) {
    authenticator = successor;
  }

  /** Whose token the request has; empty for none that holds. */
  Optional<Principal> principal(Arrival arrival) {
    return authenticator.authenticate(
        tokens(arrival), arrival.request().headers().getAll(HttpHeaders.AUTHORIZATION));
  }

  private static List<String> tokens(Arrival arrival) {
    return Arguments.parse(arrival.query(), UTF_8, WHAT).getOrDefault(ARGUMENT, List.of());
  }

  /** The decoded query as the cell sees it. */
  Map<String, List<String>> query(Arrival arrival) {
    Map<String, List<String>> query = Arguments.parse(arrival.query(), UTF_8, WHAT);
    if (!areNeeded() || !query.containsKey(ARGUMENT)) {
      return query;
    }
    Map<String, List<String>> rest = new LinkedHashMap<>(query);
    rest.remove(ARGUMENT);
    return rest;
  }

  /** The target as the cell sees it, still encoded. */
  String url(Arrival arrival) {
    String query =
        areNeeded() ? Arguments.without(arrival.query(), UTF_8, ARGUMENT, WHAT) : arrival.query();
    return query.isEmpty() ? arrival.path() : arrival.path() + '?' + query;
  }

  boolean hides(String header) {
    return areNeeded() && header.equalsIgnoreCase("Authorization");
  }
}
