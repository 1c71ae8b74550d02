package dev.cellroute.invocation;

import static java.util.Objects.requireNonNull;

import dev.cellroute.endpoint.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One call of an endpoint, free of HTTP classes. {@code headers} are in order of arrival, names in
 * Http-Header-Case, the gateway's own credential already removed; {@code query} and {@code path}
 * are decoded; {@code accept} is the Accept header's text, empty when there was none;
 * {@code timeout} is all the time the call has, the queue included.
 */
public record Invocation(
    Endpoint endpoint,
    String id,
    String method,
    String url,
    List<Header> headers,
    Map<String, List<String>> query,
    Map<String, String> path,
    Body body,
    String accept,
    Duration timeout) {
  public Invocation {
    requireNonNull(endpoint, "endpoint");
    requireNonNull(id, "id");
    requireNonNull(method, "method");
    requireNonNull(url, "url");
    headers = List.copyOf(headers);
    requireNonNull(query, "query");
    requireNonNull(path, "path");
    requireNonNull(body, "body");
    requireNonNull(accept, "accept");
    requireNonNull(timeout, "timeout");
  }
}
