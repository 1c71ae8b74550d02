package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.HttpConfig;
import dev.cellroute.deployment.Deployment;
import dev.cellroute.invocation.Invoker;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.function.Function;

/**
 * The HTTP side: one server on one event loop, one router, one sub-router a notebook. Answers are
 * written, and invokers called, on that event loop.
 */
public final class HttpGateway {
  private final Vertx vertx;
  private final HttpServer server;
  private final long watch;

  HttpGateway(Vertx vertx, HttpServer server, long watch) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.server = requireNonNull(server, "server");
    this.watch = watch;
  }

  /**
   * Mounts the deployments and listens; fails with {@code java.net.BindException} where the port is
   * taken.
   */
  public static Future<HttpGateway> start(
      Vertx vertx,
      GatewayConfig config,
      List<Deployment> deployments,
      Function<Deployment, Invoker> invokers) {
    return serve(
        vertx,
        config,
        deployments.stream()
            .map(each -> new Served(
                each.api(), each.config().mount(), invokers.apply(each), each.pool()::snapshot))
            .toList());
  }

  /**
   * Fails as {@link #start} would where no port of the configuration is free, before anybody has
   * waited for kernels. Blocks, for a moment.
   */
  public static void requireFreePort(HttpConfig http) throws IOException {
    int last =
        http.port() == 0 ? 0 : Math.min(Assembly.LAST_PORT, http.port() + http.portRetries());
    for (int port = http.port(); port <= last; port++) {
      try (Socket probe = new Socket()) {
        // Bound, but not listening: nobody who waits for the port may take this for the gateway.
        probe.setReuseAddress(true);
        probe.bind(new InetSocketAddress(http.host(), port));
        return;
      } catch (BindException taken) {
        if (port == last) {
          throw taken;
        }
      }
    }
  }

  /** The same for notebooks whose pools may be anything that gives snapshots. */
  static Future<HttpGateway> serve(Vertx vertx, GatewayConfig config, List<Served> notebooks) {
    Promise<HttpGateway> started = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(on -> new Assembly(vertx, config, notebooks)
            .listen(config.http().port())
            .onComplete(started));
    return started.future();
  }

  public int port() {
    return server.actualPort();
  }

  /** Stops listening; open connections are closed. */
  public Future<Void> close() {
    vertx.cancelTimer(watch);
    return server.close();
  }
}
