package dev.cellroute;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cellroute.testing.PythonNotebook;
import dev.cellroute.testing.ServedNotebooks;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar sends its spans to a collector, which here is a server of the test's. */
final class TraceExportIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String TOKEN = "open-sesame";

  /** A tag of a binary protocol buffer: field 1, with a length; here of 16 bytes. */
  private static final String TRACE_FIELD = "\n\u0010";

  @TempDir
  private Path folder;

  private final Vertx vertx = Vertx.vertx();
  // Filled on the collector's event loop, read by the test when the gateway has ended.
  private final Queue<Export> exports = new ConcurrentLinkedQueue<>();
  private HttpServer collector;

  private record Export(String target, String type, String body) {}

  @BeforeEach
  void collect() {
    collector = vertx
        .createHttpServer()
        .requestHandler(this::take)
        .listen(0, "127.0.0.1")
        .await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aTracedRequestIsSentWithItsQueueAndCellAndWithoutSecrets() throws IOException {
    Path notebook = folder.resolve("n.ipynb");
    PythonNotebook.write(notebook, List.of("# GET /secret/:id\nprint('said')"));
    String settings = "http: {token: " + TOKEN + "}\nnotebooks: [{path: '" + notebook + "'}]\n";
    Path config = Files.writeString(folder.resolve("c.yaml"), settings);

    try (ServedNotebooks gateway = ServedNotebooks.serve(config, environment())) {
      String answer = gateway.answer(
          "GET",
          "/secret/1?token=" + TOKEN + "&hidden=query",
          "",
          "traceparent",
          "00-" + TRACE + "-00f067aa0ba902b7-01",
          "X-Hidden",
          "header");
      assertThat(answer).isEqualTo("200 said");
      assertThat(gateway.stop()).isZero();
    }

    assertThat(exports)
        .extracting(Export::target, Export::type)
        .containsOnly(tuple("/v1/traces", "application/x-protobuf"));
    String sent = String.join("", exports.stream().map(Export::body).toList());
    assertThat(sent.split(Pattern.quote(TRACE_FIELD + text(TRACE)), -1))
        .as("three spans")
        .hasSize(4);
    assertThat(sent)
        .contains("GET /secret/:id", "queue", "cell", "/secret/1")
        .doesNotContain(TOKEN, "hidden", "header", "said");
  }

  private Map<String, String> environment() {
    String endpoint = "http://127.0.0.1:" + collector.actualPort();
    return Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
  }

  private void take(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      exports.add(new Export(request.path(), request.getHeader("Content-Type"), text(body)));
      request.response().end();
    });
  }

  private static String text(Buffer bytes) {
    return bytes.toString(ISO_8859_1);
  }

  private static String text(String hex) {
    return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
  }
}
