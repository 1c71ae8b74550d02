package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.pool.Departure;
import dev.cellroute.testing.Eventually;
import dev.cellroute.testing.PythonNotebook;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pools whose kernels come and go while calls are answered, with real Python kernels. */
final class RecyclingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<String> CELLS = List.of(
      "import os, time\nheap = []",
      "# GET /pid\nprint(os.getpid())",
      "# GET /grow\nheap.append(b'x' * 300_000_000)\nprint(os.getpid())",
      "# GET /nap\ntime.sleep(5)");

  @TempDir
  private static Path directory;

  @BeforeAll
  static void open() throws IOException {
    PythonNotebook.write(directory.resolve("worn.ipynb"), CELLS);
  }

  @Test
  void noCallFailsWhileKernelsAreReplacedAfterSoManyCalls() {
    try (LiveGateway gateway = serve(Map.of("kernel.max-requests", "20"))) {
      untilAnsweredBy(3, gateway.get("/pid"), gateway);

      assertThat(gateway.pool().departures()).containsOnlyKeys(Departure.MAX_REQUESTS);
    }
  }

  @Test
  void noCallFailsWhileAKernelThatGrewIsReplaced() {
    try (LiveGateway gateway = serve(Map.of("kernel.max-memory", "250MiB"))) {
      untilAnsweredBy(2, gateway.get("/grow"), gateway);
    }
  }

  @Test
  void aPoolGrowsWhenCallsWait() {
    try (LiveGateway gateway = serve(Map.of("notebooks[].kernels", "1..2"))) {
      assertThat(gateway.pool().size()).isOne();
      List<CompletableFuture<HttpResponse<String>>> calls =
          List.of(gateway.later("/nap"), gateway.later("/nap"));

      Eventually.holds(
          PATIENCE,
          () -> assertThat(gateway.pool().idle() + gateway.pool().busy()).isEqualTo(2));
      assertThat(calls).allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
    }
  }

  private static LiveGateway serve(Map<String, String> settings) {
    return LiveGateway.serve(directory, settings, Duration.ofSeconds(60));
  }

  /** Calls until so many kernels have answered, with that of the first answer; no call fails. */
  private static void untilAnsweredBy(
      int kernels, HttpResponse<String> first, LiveGateway gateway) {
    List<HttpResponse<String>> answers = new ArrayList<>(List.of(first));
    Eventually.holds(PATIENCE, () -> {
      answers.add(gateway.get("/pid"));
      assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(kernels);
    });
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
  }
}
