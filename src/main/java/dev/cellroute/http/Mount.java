package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.endpoint.RouteMatch;
import dev.cellroute.endpoint.RouteTable;
import dev.cellroute.endpoint.Verb;
import java.util.Optional;
import java.util.Set;

/**
 * Where a notebook's routes are: its endpoints under a prefix, which is empty or begins with a
 * slash and ends without. Immutable.
 */
record Mount(String prefix, RouteTable endpoints) {
  Mount {
    requireNonNull(prefix, "prefix");
    requireNonNull(endpoints, "endpoints");
  }

  /**
   * Joins paths with one slash between them and none at the end, so that {@code /} and nothing are
   * the same.
   */
  static String join(String... paths) {
    StringBuilder joined = new StringBuilder();
    for (String path : paths) {
      for (String segment : path.split("/", -1)) {
        if (!segment.isEmpty()) {
          joined.append('/').append(segment);
        }
      }
    }
    return joined.toString();
  }

  /** The endpoint for a method, HEAD being answered by GET where it has none of its own. */
  Optional<RouteMatch> find(String method, String path) {
    return relative(path).flatMap(rest -> switch (method) {
      case "GET" -> endpoints.find(Verb.GET, rest);
      case "POST" -> endpoints.find(Verb.POST, rest);
      case "PUT" -> endpoints.find(Verb.PUT, rest);
      case "PATCH" -> endpoints.find(Verb.PATCH, rest);
      case "DELETE" -> endpoints.find(Verb.DELETE, rest);
      case "OPTIONS" -> endpoints.find(Verb.OPTIONS, rest);
      case "HEAD" -> endpoints.find(Verb.HEAD, rest).or(() -> endpoints.find(Verb.GET, rest));
      default -> Optional.empty();
    });
  }

  Set<Verb> verbs(String path) {
    return relative(path).map(endpoints::verbs).orElse(Set.of());
  }

  private Optional<String> relative(String path) {
    return path.startsWith(prefix) && path.startsWith("/", prefix.length())
        ? Optional.of(path.substring(prefix.length()))
        : Optional.empty();
  }
}
