package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.NotebookApi;

/**
 * What a route is called where its requests are counted: the notebook's name and the template with
 * the prefixes in front, never a path that a client sent.
 */
public record RouteName(String notebook, String template) {
  /** The gateway's own resources, all of them. */
  public static final RouteName BUILT_IN = new RouteName("", "(built-in)");

  /** What finds no route, and what is refused before it could. */
  public static final RouteName UNMATCHED = new RouteName("", "(unmatched)");

  /** All routes beyond as many as are counted each by itself. */
  public static final RouteName OTHER = new RouteName("", "(other)");

  public RouteName {
    requireNonNull(notebook, "notebook");
    requireNonNull(template, "template");
  }

  /** Of an endpoint below the prefixes of the server and of its notebook. */
  public static RouteName of(String basePath, String mount, NotebookApi api, Endpoint endpoint) {
    return of(Mount.join(basePath, mount), api, endpoint);
  }

  static RouteName of(String prefix, NotebookApi api, Endpoint endpoint) {
    return new RouteName(api.notebook().name(), prefix + endpoint.path());
  }
}
