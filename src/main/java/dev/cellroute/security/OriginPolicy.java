package dev.cellroute.security;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Set;

/**
 * Which web pages may make a cell run that is not asked for with GET. A browser names the page's
 * origin with such a request, and sends it whether or not the page may read the answer; so a page
 * must be of this server or an allowed one. What is sent without an origin is no page's. A request
 * with a token is not asked: browsers never add one by themselves. Immutable; any thread.
 */
public final class OriginPolicy {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final CorsPolicy cors;

  public OriginPolicy(CorsPolicy cors) {
    this.cors = requireNonNull(cors, "cors");
  }

  public boolean admits(String method, String origin, String host) {
    return SAFE.contains(method) || isOf(origin, host) || cors.allows(origin);
  }

  private static boolean isOf(String origin, String host) {
    int authority = origin.indexOf("://");
    return authority >= 0 && origin.substring(authority + 3).equals(host.toLowerCase(Locale.ROOT));
  }
}
