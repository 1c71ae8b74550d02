package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.HttpConfig;
import dev.cellroute.http.ProblemJson.Tracebacks;
import dev.cellroute.http.Routes.Placed;
import dev.cellroute.security.Authenticator;
import dev.cellroute.security.CorsPolicy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** The parts of one gateway, wired; used once, on the event loop that will serve. */
final class Assembly {
  static final int LAST_PORT = 65_535;

  private final LongSupplier clock = System::nanoTime;
  private final Vertx vertx;
  private final GatewayConfig config;
  private final List<Served> notebooks;
  private final Connections connections;

  Assembly(Vertx vertx, GatewayConfig config, List<Served> notebooks) {
    HttpConfig http = config.http();
    this.vertx = requireNonNull(vertx, "vertx");
    this.config = requireNonNull(config, "config");
    this.notebooks = List.copyOf(notebooks);
    this.connections = new Connections(clock, http.headerTimeout(), http.idleTimeout());
  }

  /** Tries the port and, where it is taken, as many of the following ones as are configured. */
  Future<HttpGateway> listen(int port) {
    HttpServer server = server();
    return server
        .listen(port, config.http().host())
        .map(bound -> new HttpGateway(vertx, bound, connections.watch(vertx)))
        .recover(failure ->
            isTaken(failure) && mayTry(port + 1) ? listen(port + 1) : Future.failedFuture(failure));
  }

  private static boolean isTaken(Throwable failure) {
    return failure instanceof BindException;
  }

  private boolean mayTry(int port) {
    int first = config.http().port();
    return first != 0 && port <= LAST_PORT && port - first <= config.http().portRetries();
  }

  private HttpServer server() {
    HttpConfig http = config.http();
    Credentials credentials = new Credentials(Authenticator.of(config.security().token()));
    Entrance entrance = new Entrance(
        new RequestIds(ThreadLocalRandom.current().nextLong()),
        clock,
        connections,
        credentials,
        BuiltIns.probes(http.basePath()));
    CorsPolicy cors = CorsPolicy.of(config.security().cors());
    Failures failures = new Failures(
        new ProblemJson(config.compat(), http.tracebacks() ? Tracebacks.SENT : Tracebacks.KEPT));
    ResponseWriter writer = new ResponseWriter(vertx, failures, cors, connections, clock);
    List<Placed> placed = Routes.place(http.basePath(), notebooks);
    Unmatched unmatched =
        new Unmatched(placed.stream().map(Placed::mount).toList(), cors, failures, writer);
    return vertx
        .createHttpServer(ServerSettings.of(http))
        .connectionHandler(connections::opened)
        .invalidRequestHandler(new InvalidRequests(entrance, writer))
        .requestHandler(new Routes(vertx, entrance, reader(credentials), writer)
            .router(placed, BuiltIns.of(vertx, http, notebooks, unmatched, writer), unmatched));
  }

  private RequestReader reader(Credentials credentials) {
    return new RequestReader(
        vertx,
        new BodyReader(config.http().maxBody(), connections),
        new BodyDecoder(config.compat(), Path.of(System.getProperty("java.io.tmpdir"))),
        credentials,
        config.request().timeout());
  }
}
