package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.pool.Departure;
import dev.cellroute.testing.PythonNotebook;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      Set<String> kernels = new HashSet<>();

      assertThat(
              gateway.eventually(PATIENCE, () -> kernels.add(pid(gateway)) && kernels.size() == 3))
          .isTrue();
      assertThat(gateway.pool().departures()).containsOnlyKeys(Departure.MAX_REQUESTS);
    }
  }

  @Test
  void noCallFailsWhileAKernelThatGrewIsReplaced() {
    try (LiveGateway gateway = serve(Map.of("kernel.max-memory", "250MiB"))) {
      String large = gateway.get("/grow").body();

      assertThat(gateway.eventually(PATIENCE, () -> !pid(gateway).equals(large)))
          .isTrue();
    }
  }

  @Test
  void aPoolGrowsWhenCallsWait() {
    try (LiveGateway gateway = serve(Map.of("notebooks[].kernels", "1..2"))) {
      assertThat(gateway.pool().size()).isOne();
      List<CompletableFuture<HttpResponse<String>>> calls =
          List.of(gateway.later("/nap"), gateway.later("/nap"));

      assertThat(gateway.eventually(
              PATIENCE, () -> gateway.pool().idle() + gateway.pool().busy() == 2))
          .isTrue();
      assertThat(calls).allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
    }
  }

  private static LiveGateway serve(Map<String, String> settings) {
    return LiveGateway.serve(directory, settings, Duration.ofSeconds(60));
  }

  private static String pid(LiveGateway gateway) {
    HttpResponse<String> answer = gateway.get("/pid");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
