package dev.cellroute.security;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.SecurityConfig.Cors;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which {@code Access-Control-*} headers an answer carries (Fetch standard, "CORS protocol"). An
 * origin is allowed when it equals one of the configured ones to the letter, or when {@code *} is
 * configured; with anything but {@code *} the answer says that it varies by origin. Immutable; any
 * thread.
 */
public final class CorsPolicy {
  private static final String ANY = "*";
  private static final String PREFLIGHT =
      "Access-Control-Request-Method, Access-Control-Request-Headers";

  private final Cors cors;
  private final List<String> origins;
  private final Map<String, String> toAny;

  private CorsPolicy(Cors cors) {
    this.cors = cors;
    this.origins = Arrays.stream(cors.allowOrigin().split(","))
        .map(String::strip)
        .filter(origin -> !origin.isEmpty())
        .toList();
    this.toAny = Collections.unmodifiableMap(headersFor(ANY));
  }

  public static CorsPolicy of(Cors cors) {
    return new CorsPolicy(requireNonNull(cors, "cors"));
  }

  /** The headers of every answer. */
  public Map<String, String> answer(Optional<String> origin) {
    if (origins.isEmpty()) {
      return Map.of();
    }
    if (origins.contains(ANY)) {
      return toAny;
    }
    Map<String, String> headers =
        origin.filter(this::allows).map(this::headersFor).orElseGet(LinkedHashMap::new);
    headers.put("Vary", "Origin");
    return headers;
  }

  /**
   * What the answer to a preflight says besides: which methods and headers may follow, and that it
   * varies by what was asked. Where the configuration names none, those are the verbs of the path
   * and the headers the browser asked for.
   */
  public Map<String, String> preflight(
      Optional<String> origin, String verbs, Optional<String> requestedHeaders) {
    if (!origins.contains(ANY) && origin.filter(this::allows).isEmpty()) {
      return Map.of();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    put(headers, "Access-Control-Allow-Methods", or(cors.allowMethods(), verbs));
    put(
        headers,
        "Access-Control-Allow-Headers",
        or(cors.allowHeaders(), requestedHeaders.orElse("")));
    put(headers, "Access-Control-Max-Age", cors.maxAge());
    headers.put("Vary", PREFLIGHT);
    return headers;
  }

  /** Whether the pages of an origin may read answers. */
  boolean allows(String origin) {
    return origins.contains(ANY) || origins.contains(origin);
  }

  private Map<String, String> headersFor(String origin) {
    Map<String, String> headers = new LinkedHashMap<>();
    put(headers, "Access-Control-Allow-Origin", origin);
    put(headers, "Access-Control-Allow-Credentials", cors.allowCredentials());
    put(headers, "Access-Control-Expose-Headers", cors.exposeHeaders());
    return headers;
  }

  private static String or(String configured, String otherwise) {
    return configured.isEmpty() ? otherwise : configured;
  }

  private static void put(Map<String, String> headers, String name, String value) {
    if (!value.isEmpty()) {
      headers.put(name, value);
    }
  }
}
