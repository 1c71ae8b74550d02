package dev.cellroute.endpoint;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An endpoint found for a request, and the decoded values of its path parameters in the template's
 * order.
 */
public record RouteMatch(Endpoint endpoint, Map<String, String> path) {
  public RouteMatch {
    requireNonNull(endpoint, "endpoint");
    path = Collections.unmodifiableMap(new LinkedHashMap<>(path));
  }
}
