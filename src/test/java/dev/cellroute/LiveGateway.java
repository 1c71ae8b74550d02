package dev.cellroute;

import dev.cellroute.config.CommandLine;
import dev.cellroute.config.ConfigLoader;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.pool.PoolSnapshot;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A gateway in this process that serves one Python notebook, and its client. Blocks. */
record LiveGateway(Vertx vertx, Gateway gateway) implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Serves the notebooks of a directory; the settings are as on the command line. */
  static LiveGateway serve(
      Vertx vertx, Path directory, Map<String, String> settings, Duration timeout) {
    CommandLine line = new CommandLine(settings, List.of(directory.toString()), Map.of());
    Map<String, String> environment =
        Map.of("CELLROUTE_REQUEST_TIMEOUT", timeout.toSeconds() + "s", "CELLROUTE_HTTP_PORT", "0");
    GatewayConfig config =
        ConfigLoader.load(Optional.empty(), environment, line, directory).config();
    return new LiveGateway(vertx, await(Gateway.start(vertx, config, ignored -> {})));
  }

  static void write(Path file, List<String> sources) {
    JsonArray cells = new JsonArray();
    for (String source : sources) {
      cells.add(new JsonObject()
          .put("cell_type", "code")
          .put("metadata", new JsonObject())
          .put("outputs", new JsonArray())
          .putNull("execution_count")
          .put("source", source));
    }
    JsonObject metadata = new JsonObject()
        .put("kernelspec", new JsonObject().put("name", "python3").put("display_name", "Python"))
        .put("language_info", new JsonObject().put("name", "python"));
    JsonObject notebook = new JsonObject()
        .put("cells", cells)
        .put("metadata", metadata)
        .put("nbformat", 4)
        .put("nbformat_minor", 4);
    try {
      Files.writeString(file, notebook.encode());
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }

  HttpResponse<String> get(String path) {
    return later(path).join();
  }

  CompletableFuture<HttpResponse<String>> later(String path) {
    URI uri = URI.create("http://127.0.0.1:" + gateway.port() + path);
    return CLIENT.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  PoolSnapshot pool() {
    return gateway.sites().get(0).pool().get().orElseThrow();
  }

  @Override
  public void close() {
    await(gateway.close());
  }

  static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(4, TimeUnit.MINUTES)
        .join();
  }
}
