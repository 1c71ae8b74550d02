package dev.cellroute.http;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.deployment.Deployment;
import dev.cellroute.invocation.Invoker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;

/** The HTTP side: one server, one router, one sub-router a notebook. */
public final class HttpGateway {
  private HttpGateway() {}

  /** Mounts the deployments and listens; fails with {@code java.net.BindException} where the port is taken. */
  public static Future<HttpGateway> start(
      Vertx vertx,
      GatewayConfig config,
      List<Deployment> deployments,
      Function<Deployment, Invoker> invokers) {
    return Future.failedFuture(new UnsupportedOperationException());
  }

  public int port() {
    throw new UnsupportedOperationException();
  }

  /** Stops listening; open connections are closed. */
  public Future<Void> close() {
    return Future.failedFuture(new UnsupportedOperationException());
  }
}
