package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.HttpConfig;
import dev.cellroute.config.TokenConfig;
import dev.cellroute.deployment.Deployment;
import dev.cellroute.deployment.Site;
import dev.cellroute.invocation.Invoker;
import io.vertx.core.Context;
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
import java.util.function.Supplier;

/**
 * The HTTP side: one server on one event loop, one router, one sub-router a notebook. What is
 * served may be changed while it is served. Answers are written, and invokers called, on that event
 * loop; {@link #mount}, {@link #drain} and {@link #close} are called there, too.
 */
public final class HttpGateway {
  /** How long answers of calls that were ended may take to leave. */
  private static final long LAST_ANSWERS_MILLIS = 1000;

  private final Vertx vertx;
  private final Context home;
  private final HttpServer server;
  private final Assembly assembly;
  private final ServedSites sites;
  private final List<Long> timers;

  private HttpGateway(Vertx vertx, HttpServer server, Assembly assembly, ServedSites sites) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.server = requireNonNull(server, "server");
    this.assembly = requireNonNull(assembly, "assembly");
    this.sites = requireNonNull(sites, "sites");
    this.home = vertx.getOrCreateContext();
    this.timers = assembly.watch(server);
  }

  /**
   * Mounts the sites and listens; fails with {@code java.net.BindException} where the port is
   * taken.
   */
  public static Future<HttpGateway> start(
      Vertx vertx,
      Premises premises,
      List<Site> sites,
      Function<Deployment, Invoker> invokers,
      Observers observers) {
    ServedSites served = new ServedSites(invokers);
    return serve(vertx, premises, served.of(sites), served, observers);
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

  /**
   * Fails as {@link #start} would where a file of tokens or the certificate cannot be used, before
   * anybody has waited for kernels. Blocks.
   */
  public static void requireKeys(Vertx vertx, GatewayConfig config) {
    Keyring.read(vertx, config);
  }

  /** The same for notebooks whose pools may be anything that gives snapshots. */
  static Future<HttpGateway> serve(
      Vertx vertx, Premises premises, List<Served> notebooks, Observers observers) {
    ServedSites none = new ServedSites(deployment -> {
      throw new IllegalStateException("no invoker for " + deployment);
    });
    return serve(vertx, premises, notebooks, none, observers);
  }

  private static Future<HttpGateway> serve(
      Vertx vertx,
      Premises premises,
      List<Served> notebooks,
      ServedSites sites,
      Observers observers) {
    Promise<HttpGateway> started = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(on -> vertx
            .executeBlocking(() -> Keyring.read(vertx, premises.config()).warned())
            .map(keys -> new Assembly(vertx, premises, keys, notebooks, observers))
            .compose(assembly -> assembly
                .listen(premises.config().http().port())
                .map(server -> new HttpGateway(vertx, server, assembly, sites)))
            .onComplete(started));
    return started.future();
  }

  public int port() {
    return server.actualPort();
  }

  /** Serves these from the next request on. Calls under way go on where they are. */
  public void mount(List<Site> now) {
    home.runOnContext(on -> assembly.mount(sites.of(now)));
  }

  /**
   * From now on these tokens hold, unless one of their files cannot be used. A gateway that is open
   * to everybody stays so.
   */
  public Future<Void> renew(List<TokenConfig> tokens) {
    return atHome(() -> assembly.renew(tokens));
  }

  /**
   * Takes no more calls: they are refused as draining, {@code ready} says no, connections that wait
   * are closed, the others with their next answer. Ends when every request has been answered.
   */
  public Future<Void> drain() {
    return atHome(() -> {
      assembly.drain();
      return assembly.quiet();
    });
  }

  /** The same at once: calls whose kernels are stopped from now on are answered as draining. */
  public Future<Void> stop() {
    return atHome(() -> {
      assembly.stop();
      return Future.succeededFuture();
    });
  }

  /** Stops listening once the last answers have left, or soon; open connections are closed. */
  public Future<Void> close() {
    timers.forEach(vertx::cancelTimer);
    return atHome(() -> {
          assembly.stop();
          return Future.any(assembly.quiet(), vertx.timer(LAST_ANSWERS_MILLIS));
        })
        .transform(ignored -> server.close());
  }

  private <T> Future<T> atHome(Supplier<Future<T>> work) {
    return Future.future(promise -> home.runOnContext(on -> work.get().onComplete(promise)));
  }
}
