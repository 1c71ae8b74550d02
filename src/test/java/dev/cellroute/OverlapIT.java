package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.CommandLine;
import dev.cellroute.config.ConfigLoader;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.testing.PythonNotebook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that overlap in one kernel, and calls that do not; over HTTP, with a real kernel. */
final class OverlapIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int CALLERS = 4;

  private static final List<String> CELLS =
      List.of("import asyncio, json\ntogether, most, running = set(), 0, 0", """
      # GET /overlap  Nobody is answered before all are here
      # concurrency: 4
      number = json.loads(REQUEST)["args"]["n"][0]
      together.add(number)
      while len(together) < 4:
          await asyncio.sleep(0.001)
      print(number, json.loads(REQUEST)["args"]["n"][0])""", """
      # GET /alone
      running += 1
      most = max(most, running)
      await asyncio.sleep(0.01)
      running -= 1
      print(json.loads(REQUEST)["args"]["n"][0], most)""");

  @TempDir
  private static Path directory;

  private static Vertx vertx;
  private static Gateway gateway;

  @BeforeAll
  static void serve() throws IOException {
    vertx = Vertx.vertx();
    PythonNotebook.write(directory.resolve("overlap.ipynb"), CELLS);
    CommandLine line = new CommandLine(
        Map.of("http.port", "0", "lane", "resident"), List.of(directory.toString()), Map.of());
    GatewayConfig config =
        ConfigLoader.load(Optional.empty(), Map.of(), line, directory).config();
    gateway = await(Gateway.start(vertx, config, progress -> {}));
  }

  @AfterAll
  static void close() {
    await(gateway.close());
    await(vertx.close());
  }

  @Test
  void declaredCallsRunTogetherAndEachHasItsOwnRequest() {
    assertThat(answers("/overlap")).containsExactly("0 0\n", "1 1\n", "2 2\n", "3 3\n");
  }

  @Test
  void otherCallsThatAwaitRunOneAfterTheOther() {
    assertThat(answers("/alone")).containsExactly("0 1\n", "1 1\n", "2 1\n", "3 1\n");
  }

  private static List<String> answers(String path) {
    List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, CALLERS)
        .mapToObj(number -> CLIENT.sendAsync(get(path + "?n=" + number), BodyHandlers.ofString()))
        .toList();
    return calls.stream()
        .map(call -> call.orTimeout(1, TimeUnit.MINUTES).join().body())
        .toList();
  }

  private static HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
        .build();
  }

  private static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(4, TimeUnit.MINUTES)
        .join();
  }
}
