package dev.cellroute.http;

/**
 * Hears of requests, on the server's event loop: it must return at once and never throw. What a
 * request costs is paid here, so whatever can be looked up once is looked up when a route is
 * mounted.
 */
public interface RequestListener {
  /** Hears nothing. */
  RequestListener NONE = new RequestListener() {
    @Override
    public void began() {}

    @Override
    public OfRoute route(RouteName name) {
      return request -> {};
    }
  };

  /** A request has arrived; its end will be told to the listener of the route it finds. */
  void began();

  /** Who hears of this route. Asked when it is mounted, again when its notebook is reloaded. */
  OfRoute route(RouteName name);

  /** Hears of the requests of one route. */
  @FunctionalInterface
  interface OfRoute {
    /** A request has been answered, or its client has left. Once for each that began. */
    void ended(RequestEnd request);
  }
}
