package dev.cellroute.http;

import dev.cellroute.config.TokenConfig;
import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.endpoint.PathTemplate;
import dev.cellroute.endpoint.Verb;
import dev.cellroute.invocation.Invoker;
import dev.cellroute.notebook.Cell;
import dev.cellroute.notebook.Notebook;
import dev.cellroute.pool.PoolSnapshot;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real HTTP server over a fake invoker, on a free port of loopback. For the test's own thread.
 */
final class RunningGateway implements AutoCloseable {
  static final PoolSnapshot READY = new PoolSnapshot(1, 1, 0, 0, 0, 0, "");
  private static final long PATIENCE_SECONDS = 60;

  final Vertx vertx;
  private final HttpGateway gateway;

  private RunningGateway(Vertx vertx, HttpGateway gateway) {
    this.vertx = vertx;
    this.gateway = gateway;
  }

  static RunningGateway start(Configs configs, Served... notebooks) throws TimeoutException {
    return start(configs, Observers.NONE, notebooks);
  }

  static RunningGateway start(Configs configs, Observers observers, Served... notebooks)
      throws TimeoutException {
    return start(premises(configs), observers, notebooks);
  }

  static RunningGateway start(Premises premises, Observers observers, Served... notebooks)
      throws TimeoutException {
    Vertx vertx = Vertx.vertx();
    try {
      return new RunningGateway(
          vertx,
          HttpGateway.serve(vertx, premises, List.of(notebooks), observers)
              .await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (RuntimeException | TimeoutException e) {
      vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      throw e;
    }
  }

  void renew(TokenConfig... tokens) throws TimeoutException {
    gateway.renew(List.of(tokens)).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  static Premises premises(Configs configs) {
    return new Premises(configs.config(), () -> Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** A notebook {@code name.ipynb} of the routes, each {@code VERB /path summary}. */
  static Served notebook(String name, Invoker invoker, String... routes) {
    return new Served(api(name, routes), "/", invoker, () -> READY);
  }

  static NotebookApi api(String name, String... routes) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (String route : routes) {
      String[] words = route.split(" ", 3);
      endpoints.add(new Endpoint(
          Verb.valueOf(words[0]),
          PathTemplate.parse(words[1]),
          words.length > 2 ? words[2] : "",
          List.of(new Cell(endpoints.size() + 1, Cell.Type.CODE, "# " + route, List.of())),
          List.of()));
    }
    Notebook notebook = new Notebook(
        name + ".ipynb",
        Path.of(""),
        "python3",
        "python",
        List.of(),
        Buffer.buffer("{\"nbformat\": 4, \"name\": \"" + name + "\"}"));
    return new NotebookApi(notebook, endpoints, List.of(), List.of());
  }

  int port() {
    return gateway.port();
  }

  Future<Void> drain() {
    return gateway.drain();
  }

  Future<Void> stop() {
    return gateway.stop();
  }

  RawClient connect() {
    return RawClient.connect(port());
  }

  /** Sends a request without body; header lines as given. */
  RawClient.Answer ask(String method, String target, String... headers) {
    return send(method, target, "", headers);
  }

  RawClient.Answer get(String target, String... headers) {
    return ask("GET", target, headers);
  }

  /** Each character of the body is one byte; its length is added. */
  RawClient.Answer send(String method, String target, String body, String... headers) {
    try (RawClient client = connect()) {
      client.send(head(method, target, body.length(), headers) + body);
      return method.equals("HEAD") ? client.readHead() : client.read();
    }
  }

  static String head(String method, String target, int length, String... headers) {
    StringBuilder head =
        new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append(length > 0 ? "Content-Length: " + length + "\r\n" : "")
        .append("\r\n")
        .toString();
  }

  @Override
  public void close() throws TimeoutException {
    gateway.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
