package dev.cellroute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.endpoint.NotebookCompiler;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.notebook.NotebookReader;
import dev.cellroute.testing.BashKernels;
import dev.cellroute.testing.ServedNotebooks;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every seed notebook answers what its first cell promises, served by the built jar. */
final class SeedNotebooksIT {
  private static final Path SEEDS = Path.of("seed-notebooks");
  private static final String[] JSON = {"Content-Type", "application/json"};

  @TempDir
  private Path folder;

  @TestFactory
  Stream<DynamicTest> compileWithoutDiagnostics() throws IOException {
    try (Stream<Path> files = Files.list(SEEDS)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.toString(), () -> compilesCleanly(file)));
    }
  }

  private static void compilesCleanly(Path file) {
    var api = NotebookCompiler.compile(NotebookReader.read(file), "", Optional.empty());

    assertThat(api.diagnostics()).isEmpty();
    assertThat(api.endpoints()).isNotEmpty();
  }

  @Test
  void irisIsClassified() throws IOException {
    try (ServedNotebooks server = serve("iris.ipynb", Map.of())) {
      assertThat(server.answer(
              "GET", "/iris?sepalLength=5.8&sepalWidth=4.0&petalLength=1.2&petalWidth=0.2", ""))
          .isEqualTo("200 setosa");
      assertThat(server.answer("POST", "/predict", "{\"length\": 5.1, \"width\": 2.4}", JSON))
          .isEqualTo("200 {\"prediction\":\"virginica\"}");
      assertThat(server.answer("GET", "/iris?sepalLength=5.8", ""))
          .isEqualTo("400 {\"error\":\"missing: sepalWidth, petalLength, petalWidth\"}");
      assertThat(server.answer("POST", "/predict", "{\"length\": \"long\", \"width\": 1}", JSON))
          .isEqualTo("400 {\"error\":\"expected numbers for length, width\"}");
      assertThat(server.answer("POST", "/predict", "[]", JSON))
          .isEqualTo("400 {\"error\":\"expected a JSON object with length and width\"}");
      assertThat(server.stop()).isZero();
    }
  }

  @Test
  void manyCallersOfIrisShareRuns() throws Exception {
    try (ServedNotebooks server = serve("iris-batch.ipynb", Map.of())) {
      String setosa = "/iris-batch?sepalLength=5.8&sepalWidth=4.0&petalLength=1.2&petalWidth=0.2";
      String virginica =
          "/iris-batch?sepalLength=6.3&sepalWidth=3.3&petalLength=6.0&petalWidth=2.5";

      assertThat(server.answer("GET", setosa, "")).isEqualTo("200 setosa");
      assertThat(server.answer("GET", "/iris-batch?sepalLength=5.8", ""))
          .isEqualTo("400 {\"error\": \"missing: sepalWidth, petalLength, petalWidth\"}");
      assertThat(together(
              server,
              List.of(
                  setosa,
                  virginica,
                  "/iris-batch?sepalLength=x&sepalWidth=1" + "&petalLength=1&petalWidth=1",
                  virginica,
                  setosa,
                  virginica)))
          .containsExactly(
              "200 setosa",
              "200 virginica",
              "400 {\"error\": \"expected four numbers\"}",
              "200 virginica",
              "200 setosa",
              "200 virginica");
      assertThat(server.call("GET", setosa, "").headers().firstValue("Server-Timing"))
          .hasValueSatisfying(timing -> assertThat(timing).endsWith(", batch;desc=\"1\""));
    }
  }

  private static List<String> together(ServedNotebooks server, List<String> targets)
      throws InterruptedException, ExecutionException {
    ExecutorService callers = Executors.newFixedThreadPool(targets.size());
    try {
      List<Future<String>> answers = targets.stream()
          .map(target -> callers.submit(() -> server.answer("GET", target, "")))
          .toList();
      List<String> texts = new ArrayList<>();
      for (Future<String> answer : answers) {
        texts.add(answer.get());
      }
      return texts;
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void contactsAreKeptChangedAndRemoved() throws IOException {
    try (ServedNotebooks server = serve("contacts.ipynb", Map.of())) {
      HttpResponse<byte[]> created = server.call("POST", "/contacts", "{\"name\": \"Ada\"}", JSON);

      assertThat(created.statusCode()).isEqualTo(201);
      assertThat(created.headers().firstValue("Location")).contains("/contacts/1");
      assertThat(server.answer("PUT", "/contacts/1", "{\"name\": \"Eve\"}", JSON))
          .isEqualTo("200 {\"id\": \"1\", \"name\": \"Eve\"}");
      assertThat(new JsonArray(text(server.call("GET", "/contacts", ""))))
          .isEqualTo(new JsonArray().add(new JsonObject().put("id", "1").put("name", "Eve")));
      assertThat(server.answer("DELETE", "/contacts/1", "")).isEqualTo("204 ");
      assertThat(server.answer("GET", "/contacts/1", ""))
          .isEqualTo("404 {\"error\": \"no contact 1\"}");
    }
  }

  @Test
  void figuresAndTablesComeInTheFormAsked() throws IOException {
    try (ServedNotebooks server = serve("plot.ipynb", Map.of())) {
      HttpResponse<byte[]> figure = server.call("GET", "/figure", "");

      assertThat(figure.headers().firstValue("Content-Type")).contains("image/png");
      assertThat(figure.body()).startsWith(0x89, 'P', 'N', 'G');
      assertThat(text(server.call("GET", "/means", "", "Accept", "text/csv")))
          .startsWith("species,sepal length (cm)");
      assertThat(text(server.call("GET", "/means", "", "Accept", "text/html"))).contains("<table");
      assertThat(
              new JsonObject(text(server.call("GET", "/means", "", "Accept", "application/json")))
                  .fieldNames())
          .containsExactlyInAnyOrder("setosa", "versicolor", "virginica");
    }
  }

  @Test
  void javaSaysHelloWithoutPython() throws IOException {
    try (ServedNotebooks server = serve("hello-java.ipynb", Map.of())) {
      assertThat(server.answer("GET", "/hello", "")).startsWith("200 Hello from Java ");
      assertThat(server.answer("GET", "/hello/Ada", "")).isEqualTo("200 Hello Ada");
      assertThat(server.answer("GET", "/primes/20", "")).isEqualTo("200 2 3 5 7 11 13 17 19");
    }
  }

  @Test
  void bashSaysHello() throws IOException {
    Map<String, String> environment = Map.of("JUPYTER_PATH", installed(BashKernels.spec()));

    try (ServedNotebooks server = serve("hello-bash.ipynb", environment)) {
      assertThat(server.answer("GET", "/hi/Ada", "")).isEqualTo("200 Hello Ada");
      assertThat(server.answer("GET", "/disk", "")).matches("200 .*%.*");
      assertThat(server.answer("POST", "/words", "one two three", "Content-Type", "text/plain"))
          .isEqualTo("200 3");
    }
  }

  /** Writes the spec where a kernel finder that is given this folder sees it. */
  private String installed(KernelSpec spec) throws IOException {
    Path directory = Files.createDirectories(folder.resolve("kernels").resolve(spec.name()));
    JsonObject description = new JsonObject()
        .put("argv", new JsonArray(spec.command()))
        .put("display_name", spec.displayName())
        .put("language", spec.language());
    Files.writeString(directory.resolve("kernel.json"), description.encode());
    return folder.toString();
  }

  /** The requirements are named, so that a Python kernel of this machine is not used instead. */
  private ServedNotebooks serve(String notebook, Map<String, String> environment)
      throws IOException {
    String config = notebook.startsWith("hello")
        ? "notebooks: [{path: %s}]".formatted(SEEDS.resolve(notebook))
        : "notebooks: [{path: %s, requirements: %s}]"
            .formatted(SEEDS.resolve(notebook), SEEDS.resolve("requirements.txt"));
    Path file = Files.writeString(folder.resolve("cellroute.yaml"), config);
    return ServedNotebooks.serve(file, environment);
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }
}
