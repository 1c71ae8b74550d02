package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.HttpConfig;
import dev.cellroute.config.TokenConfig;
import dev.cellroute.http.Entrance.Doors;
import dev.cellroute.http.ProblemJson.Tracebacks;
import dev.cellroute.http.Routes.Placed;
import dev.cellroute.security.CorsPolicy;
import dev.cellroute.security.HostPolicy;
import dev.cellroute.security.OriginPolicy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * The parts of one gateway, wired once; of these a router is made each time that what is served
 * changes. Used on the event loop that serves.
 */
final class Assembly {
  static final int LAST_PORT = 65_535;

  private final LongSupplier clock = System::nanoTime;
  private final Door door = new Door();
  private final Vertx vertx;
  private final Premises premises;
  private final GatewayConfig config;
  private final Keyring keys;
  private final Observers observers;
  private final ProblemJson problems;
  private final Connections connections;
  private final CorsPolicy cors;
  private final Access access;
  private final Entrance entrance;
  private final Failures failures;
  private final ResponseWriter writer;
  private final Front front;
  private List<Served> notebooks;

  Assembly(
      Vertx vertx, Premises premises, Keyring keys, List<Served> notebooks, Observers observers) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.premises = requireNonNull(premises, "premises");
    this.config = premises.config();
    this.keys = requireNonNull(keys, "keys");
    this.notebooks = List.copyOf(notebooks);
    this.observers = requireNonNull(observers, "observers");
    HttpConfig http = config.http();
    RequestIds ids = new RequestIds(ThreadLocalRandom.current().nextLong());
    problems =
        new ProblemJson(config.compat(), http.tracebacks() ? Tracebacks.SENT : Tracebacks.KEPT);
    connections = new Connections(
        clock,
        ConnectionLimits.of(http, OpenFiles.most()),
        new BareAnswers(problems, ids),
        Turnstile.of(vertx));
    cors = CorsPolicy.of(config.security().cors());
    access = new Access(keys.credentials(), Mount.join(http.basePath()), probes());
    entrance = new Entrance(
        new Arrivals(ids, clock, observers), connections, doors(), probes(), http.maxUri());
    failures = new Failures(problems, door);
    writer = new ResponseWriter(vertx, failures, cors, connections, clock);
    front = new Front(router());
  }

  /** Tries the port and, where it is taken, as many of the following ones as are configured. */
  Future<HttpServer> listen(int port) {
    return server()
        .listen(port, config.http().host())
        .recover(failure ->
            isTaken(failure) && mayTry(port + 1) ? listen(port + 1) : Future.failedFuture(failure));
  }

  /** Starts looking after the connections, tokens and certificates; the timers' numbers. */
  List<Long> watch(HttpServer bound) {
    List<Long> timers = new ArrayList<>(keys.watch(vertx, bound, observers.certificate()));
    timers.add(connections.watch(vertx));
    return timers;
  }

  Future<Void> renew(List<TokenConfig> tokens) {
    return keys.renew(vertx, tokens);
  }

  /** From the next request on, this is served. */
  void mount(List<Served> now) {
    notebooks = List.copyOf(now);
    front.show(router());
  }

  /** From the next request on, no call is taken; what waits for nothing is closed. */
  void drain() {
    door.drain();
    front.show(router());
    connections.leave();
  }

  /** From now on, a call that ends with its kernel was ended by the server. */
  void stop() {
    drain();
    door.stop();
  }

  /** Ends when every request has its answer. */
  Future<Void> quiet() {
    return connections.quiet();
  }

  private static boolean isTaken(Throwable failure) {
    return failure instanceof BindException;
  }

  private boolean mayTry(int port) {
    int first = config.http().port();
    return first != 0 && port <= LAST_PORT && port - first <= config.http().portRetries();
  }

  private HttpServer server() {
    return vertx
        .createHttpServer(ServerSettings.of(config.http(), keys.tls()))
        .connectionHandler(connections::opened)
        .invalidRequestHandler(new InvalidRequests(entrance, writer))
        .requestHandler(front);
  }

  private Set<String> probes() {
    return BuiltIns.probes(config.http().basePath());
  }

  private Doors doors() {
    return new Doors(
        HostPolicy.of(config.http().host(), config.security().allowedHosts()),
        new OriginPolicy(cors),
        access);
  }

  private Router router() {
    HttpConfig http = config.http();
    List<Placed> placed = Routes.place(http.basePath(), notebooks);
    Unmatched unmatched =
        new Unmatched(placed.stream().map(Placed::mount).toList(), cors, failures, writer);
    BuiltIns builtIns =
        BuiltIns.of(vertx, http, notebooks, door, access, observers, unmatched, writer);
    Routes routes = new Routes(vertx, entrance, access, reader(), writer, observers.requests());
    return door.isOpen() ? routes.router(placed, builtIns, unmatched) : routes.refusing(builtIns);
  }

  private RequestReader reader() {
    return new RequestReader(
        vertx,
        new BodyReader(config.http().maxBody(), connections),
        new BodyDecoder(config.compat(), premises.uploads()),
        keys.credentials(),
        config.request().timeout());
  }
}
