package dev.cellroute.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;

/**
 * Hands each request to the router of the moment. The router is changed whole, between two
 * requests; a request that has been handed over keeps the one it has. Used on the server's event
 * loop only.
 */
final class Front implements Handler<HttpServerRequest> {
  private Router router;

  Front(Router router) {
    this.router = router;
  }

  void show(Router next) {
    router = next;
  }

  @Override
  public void handle(HttpServerRequest request) {
    router.handle(request);
  }
}
