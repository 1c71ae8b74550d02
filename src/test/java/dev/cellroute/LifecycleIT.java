package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.CommandLine;
import dev.cellroute.config.ConfigLoader;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.testing.Eventually;
import dev.cellroute.testing.PythonNotebook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reloads and the end of a gateway, with real Python kernels. */
final class LifecycleIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir
  private Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void closeVertx() {
    await(vertx.close());
  }

  @Test
  void everyCallIsAnsweredWhileNotebooksGoodAndBadAreReloaded() {
    write("version = 0", "# GET /version\nprint(version)");
    Gateway gateway =
        await(Gateway.start(vertx, config(), this::config, line -> {}, new CompletableFuture<>()));
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Long> failed =
        CompletableFuture.supplyAsync(() -> failuresUntil(done, gateway));

    for (int version = 1; version <= 4; version++) {
      write(
          "version = " + version + (version % 2 == 0 ? " / 0" : ""),
          "# GET /version\nprint(version)");
      await(gateway.reload());
    }
    HttpResponse<String> ready = get(gateway, "/_api/health/ready");
    String last = get(gateway, "/version").body();
    done.set(true);

    assertThat(failed.join()).isZero();
    assertThat(last).isEqualTo("3\n");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("\"reload\":\"failed\"");
    await(gateway.close());
    assertThat(kernels()).isEmpty();
  }

  @Test
  void aDrainedGatewayHasAnsweredTheCallThatRanAndTheOneThatWaited() {
    write("import time", "# GET /slow\ntime.sleep(1)\nprint('slept')");
    Gateway gateway = await(Gateway.start(vertx, config(), line -> {}));
    CompletableFuture<HttpResponse<String>> running = begin(gateway, "/slow");
    CompletableFuture<HttpResponse<String>> waiting = begin(gateway, "/slow");
    awaitBusy(gateway);

    await(gateway.drain());
    await(gateway.close());

    assertThat(List.of(running.join().body(), waiting.join().body()))
        .containsExactly("slept\n", "slept\n");
    assertThat(kernels()).isEmpty();
  }

  @Test
  void aCallThatNeverEndsIsAnsweredWhenTheGatewayStopsAtOnce() {
    write("import time", "# GET /endless\nwhile True: time.sleep(0.01)");
    Gateway gateway = await(Gateway.start(vertx, config(), line -> {}));
    CompletableFuture<HttpResponse<String>> endless = begin(gateway, "/endless");
    awaitBusy(gateway);

    await(gateway.close());

    assertThat(endless.join().statusCode()).isEqualTo(503);
    assertThat(new JsonObject(endless.join().body()).getString("code")).isEqualTo("draining");
    assertThat(kernels()).isEmpty();
  }

  @Test
  void aStartThatIsUnwantedFailsAndLeavesNothing() {
    write("import time\nwhile True: time.sleep(0.01)", "# GET /never\n1");
    CompletableFuture<Void> unwanted = new CompletableFuture<>();
    Future<Gateway> start = Gateway.start(vertx, config(), this::config, line -> {}, unwanted);
    Eventually.holds(SOON, () -> assertThat(kernels()).isNotEmpty());

    unwanted.complete(null);

    assertThat(start.toCompletionStage().toCompletableFuture().handle((ok, failure) -> failure))
        .succeedsWithin(Duration.ofSeconds(30))
        .isNotNull();
    assertThat(kernels()).isEmpty();
  }

  private long failuresUntil(AtomicBoolean done, Gateway gateway) {
    long failures = 0;
    while (!done.get()) {
      failures += get(gateway, "/version").statusCode() == 200 ? 0 : 1;
    }
    return failures;
  }

  private CompletableFuture<HttpResponse<String>> begin(Gateway gateway, String path) {
    return client.sendAsync(request(gateway, path), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(Gateway gateway, String path) {
    return begin(gateway, path).orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static HttpRequest request(Gateway gateway, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
        .build();
  }

  private void awaitBusy(Gateway gateway) {
    Eventually.holds(
        SOON, () -> assertThat(get(gateway, "/_api/health/ready").body()).contains("\"busy\":1"));
  }

  private GatewayConfig config() {
    CommandLine line = new CommandLine(
        Map.of("http.port", "0"), List.of(directory.resolve("a.ipynb").toString()), Map.of());
    return ConfigLoader.load(Optional.empty(), Map.of(), line, directory).config();
  }

  private static List<ProcessHandle> kernels() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains("ipykernel"))
        .toList();
  }

  private void write(String... sources) {
    try {
      PythonNotebook.write(directory.resolve("a.ipynb"), List.of(sources));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(4, TimeUnit.MINUTES)
        .join();
  }
}
