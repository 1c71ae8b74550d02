package dev.cellroute.endpoint;

import dev.cellroute.endpoint.PathTemplate.Segment;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of routes, reached by the segments before it. A search tries the literal,
 * then the parameter, then the rest, and comes back when a way leads nowhere; no node is visited
 * twice, so a search costs the depth of the path where routes do not compete, and never more than
 * the tree. Built by {@link RouteTable}, then only read.
 */
final class RouteNode {
  private final Map<String, RouteNode> literals = new HashMap<>();
  private final Map<Verb, Endpoint> here = new EnumMap<>(Verb.class);
  private final Map<Verb, Endpoint> rest = new EnumMap<>(Verb.class);
  private @Nullable RouteNode parameter;

  /** Puts an endpoint into the tree; of two that match the same requests the first stays. */
  void add(Endpoint endpoint) {
    RouteNode node = this;
    for (Segment segment : endpoint.path().segments()) {
      if (segment instanceof Segment.Rest) {
        node.rest.putIfAbsent(endpoint.verb(), endpoint);
        return;
      }
      node = node.next(segment);
    }
    node.here.putIfAbsent(endpoint.verb(), endpoint);
  }

  private RouteNode next(Segment segment) {
    if (segment instanceof Segment.Literal literal) {
      String key = PercentEncoding.key(literal.text());
      return literals.computeIfAbsent(key, absent -> new RouteNode());
    }
    RouteNode next = parameter == null ? new RouteNode() : parameter;
    parameter = next;
    return next;
  }

  /** The endpoint that answers, {@code start} being where the next segment of the path begins. */
  @Nullable
  Endpoint find(Verb verb, String path, int start) {
    int slash = path.indexOf('/', start);
    int end = slash < 0 ? path.length() : slash;
    Endpoint found = findLiteral(verb, path, start, end);
    if (found == null && parameter != null && end > start) {
      found = parameter.findAfter(verb, path, end);
    }
    return found == null && start < path.length() ? rest.get(verb) : found;
  }

  private @Nullable Endpoint findLiteral(Verb verb, String path, int start, int end) {
    RouteNode literal = literals.get(PercentEncoding.key(path.substring(start, end)));
    return literal == null ? null : literal.findAfter(verb, path, end);
  }

  private @Nullable Endpoint findAfter(Verb verb, String path, int end) {
    return end == path.length() ? here.get(verb) : find(verb, path, end + 1);
  }
}
