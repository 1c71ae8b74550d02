package dev.cellroute;

import dev.cellroute.config.CommandLine;
import dev.cellroute.config.ConfigLoader;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.pool.PoolSnapshot;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A gateway in this process that serves the notebooks of a directory, what it said while it
 * started, and its client. Blocks.
 */
record LiveGateway(Vertx vertx, Gateway gateway, List<String> progress) implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Serves the notebooks of a directory; the settings are as on the command line. */
  static LiveGateway serve(Path directory, Map<String, String> settings, Duration timeout) {
    CommandLine line = new CommandLine(settings, List.of(directory.toString()), Map.of());
    Map<String, String> environment =
        Map.of("CELLROUTE_REQUEST_TIMEOUT", timeout.toSeconds() + "s", "CELLROUTE_HTTP_PORT", "0");
    GatewayConfig config =
        ConfigLoader.load(Optional.empty(), environment, line, directory).config();
    List<String> progress = Collections.synchronizedList(new ArrayList<>());
    Vertx vertx = Vertx.vertx();
    return new LiveGateway(vertx, await(Gateway.start(vertx, config, progress::add)), progress);
  }

  HttpResponse<String> get(String path) {
    return later(path).join();
  }

  CompletableFuture<HttpResponse<String>> later(String path) {
    return CLIENT.sendAsync(request(path).build(), BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    return CLIENT.sendAsync(request, handler).join();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
        .timeout(PATIENCE);
  }

  PoolSnapshot pool() {
    return gateway.sites().get(0).pool().get().orElseThrow();
  }

  @Override
  public void close() {
    await(gateway.close().eventually(vertx::close));
  }

  static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(4, TimeUnit.MINUTES)
        .join();
  }
}
