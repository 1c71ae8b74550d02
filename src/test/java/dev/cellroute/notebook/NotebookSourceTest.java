package dev.cellroute.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cellroute.fault.InvalidInputException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotebookSourceTest {
  private static final String NOTEBOOK = "{\"cells\": [], \"metadata\": {}, \"nbformat\": 4}";
  private static final Path WORKING_DIRECTORY = Path.of("work").toAbsolutePath();
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private static final Vertx VERTX = Vertx.vertx();
  private static HttpServer server;

  @BeforeAll
  static void listen() {
    server = VERTX
        .createHttpServer()
        .requestHandler(NotebookSourceTest::answer)
        .listen(0, "127.0.0.1")
        .await();
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  private static void answer(HttpServerRequest request) {
    switch (request.path()) {
      case "/my%20iris.ipynb" -> request.response().end(NOTEBOOK);
      case "/moved" ->
        request
            .response()
            .setStatusCode(302)
            .putHeader("Location", "/my%20iris.ipynb")
            .end();
      case "/huge" -> huge(request);
      case "/cut" -> request.connection().close();
      case "/silent" -> request.response().setChunked(true).write("{");
      case "/broken.ipynb" -> request.response().end("{");
      default -> request.response().setStatusCode(404).end("no");
    }
  }

  private static void huge(HttpServerRequest request) {
    Buffer megabyte = Buffer.buffer(new byte[1024 * 1024]);
    request.response().setChunked(true);
    for (int i = 0; i <= 64; i++) {
      request.response().write(megabyte);
    }
    request.response().end();
  }

  @Test
  void aNotebookComesFromAUrl() {
    Notebook notebook = read("/my%20iris.ipynb?token=secret");

    assertThat(notebook.name()).isEqualTo("my iris.ipynb");
    assertThat(notebook.directory()).isEqualTo(WORKING_DIRECTORY);
    assertThat(notebook.content().toString()).isEqualTo(NOTEBOOK);
  }

  @Test
  void redirectsAreFollowed() {
    assertThat(read("/moved").content().toString()).isEqualTo(NOTEBOOK);
  }

  @Test
  void anErrorOfTheServerIsReportedWithoutTheQuery() {
    assertThatFails("/gone?token=secret", "{}/gone: the server answered 404 (expected: 200)");
  }

  @Test
  void aDownloadIsBoundLikeAFile() {
    assertThatFails("/huge", "{}/huge: more than 64 MiB (expected: 64 MiB at most)");
  }

  @Test
  void theDeadlineCoversTheBody() {
    NotebookSource source = new NotebookSource(base() + "/silent");

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> source.read(WORKING_DIRECTORY, Duration.ofMillis(300)))
        .withMessage(base() + "/silent: no complete answer within 300 ms");
  }

  @Test
  void whatComesFromAUrlIsCheckedLikeAFile() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> read("/broken.ipynb"))
        .withMessageStartingWith("broken.ipynb:1: not JSON: ");
  }

  @Test
  void aConnectionThatBreaksIsReported() {
    assertThatFails("/cut", "{}/cut: cannot be downloaded (the connection broke)");
  }

  @Test
  void aPasswordIsNotShown() {
    NotebookSource source = new NotebookSource(base().replace("//", "//user:secret@") + "/gone");

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> source.read(WORKING_DIRECTORY, DEADLINE))
        .withMessage(base() + "/gone: the server answered 404 (expected: 200)");
  }

  @ParameterizedTest
  @CsvSource({
    "http://, http://",
    "https://user:secret@ho st/x?y=1, https://ho st/x",
    "HTTP://:80/x, HTTP://:80/x",
  })
  void aMalformedUrlIsReportedWithoutSecrets(String url, String shown) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> new NotebookSource(url).read(WORKING_DIRECTORY, DEADLINE))
        .withMessage(shown + ": not a valid URL");
  }

  @Test
  void aPathIsReadAsAFile() {
    NotebookSource source = new NotebookSource("src/test/notebooks/no-metadata.ipynb");

    assertThat(source.isUrl()).isFalse();
    assertThat(source.read(WORKING_DIRECTORY, DEADLINE).name()).isEqualTo("no-metadata.ipynb");
  }

  @Test
  void aTextThatIsNoPathIsReported() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> new NotebookSource("a\0b").read(WORKING_DIRECTORY, DEADLINE))
        .withMessage("a\0b: not a path: Nul character not allowed");
  }

  private static Notebook read(String path) {
    return new NotebookSource(base() + path).read(WORKING_DIRECTORY, DEADLINE);
  }

  private static void assertThatFails(String path, String message) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> read(path))
        .withMessage(message.replace("{}", base()));
  }

  private static String base() {
    return "http://127.0.0.1:" + server.actualPort();
  }
}
