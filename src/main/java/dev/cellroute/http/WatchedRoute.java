package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

/** A route with whoever hears of it; made once, when the route is mounted. */
record WatchedRoute(RouteName name, RequestListener.OfRoute listener) {
  WatchedRoute {
    requireNonNull(name, "name");
    requireNonNull(listener, "listener");
  }

  static WatchedRoute of(RequestListener listener, RouteName name) {
    return new WatchedRoute(name, listener.route(name));
  }
}
