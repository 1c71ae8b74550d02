package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.PythonNotebook;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that overlap in one kernel, and calls that do not; over HTTP, with a real kernel. */
final class OverlapIT {
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

  private static final String MAGIC = "# GET /magic\n%%time\nprint(0)";

  @TempDir
  private static Path directory;

  private static LiveGateway gateway;

  @BeforeAll
  static void serve() throws IOException {
    PythonNotebook.write(directory.resolve("overlap.ipynb"), CELLS);
    PythonNotebook.write(
        directory.resolve("mixed.ipynb"),
        Stream.concat(CELLS.stream(), Stream.of(MAGIC))
            .map(cell -> cell.replace("# GET ", "# GET /mixed"))
            .toList());
    gateway = LiveGateway.serve(directory, Map.of("lane", "resident"), Duration.ofMinutes(1));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void declaredCallsRunTogetherAndEachHasItsOwnRequest() {
    assertThat(answers("/overlap")).containsExactly("0 0\n", "1 1\n", "2 2\n", "3 3\n");
  }

  @Test
  void theyDoSoBesideAnEndpointThatGoesTheJupyterLane() {
    assertThat(answers("/mixed/overlap")).containsExactly("0 0\n", "1 1\n", "2 2\n", "3 3\n");
    assertThat(answers("/mixed/alone")).containsExactly("0 1\n", "1 1\n", "2 1\n", "3 1\n");
  }

  @Test
  void otherCallsThatAwaitRunOneAfterTheOther() {
    assertThat(answers("/alone")).containsExactly("0 1\n", "1 1\n", "2 1\n", "3 1\n");
  }

  private static List<String> answers(String path) {
    List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, CALLERS)
        .mapToObj(number -> gateway.later(path + "?n=" + number))
        .toList();
    return calls.stream().map(call -> call.join().body()).toList();
  }
}
