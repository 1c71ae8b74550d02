package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.pool.PoolSnapshot;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuiltInsTest {
  private static final Served LEFT =
      notebook("left", RecordingInvoker.naming(), "GET /left/:id One leaf", "PUT /left/:name");

  private static final String FAILED = "the last start of a kernel failed; the log says why";

  @Test
  void theServerSaysThatItLives() throws TimeoutException {
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT, LEFT)) {
      RawClient.Answer live = gateway.get("/_api/health/live");

      assertThat(live.header("Content-Type")).contains("application/json");
      assertThat(new JsonObject(live.body())).isEqualTo(new JsonObject().put("status", "live"));
    }
  }

  @Test
  void readinessHasAnEntryForEachNotebook() throws TimeoutException {
    Served broken = new Served(
        RunningGateway.api("right", "GET /right"),
        "/r",
        RecordingInvoker.naming(),
        () -> new PoolSnapshot(2, 0, 0, 1, 3, 4, "no such module"));
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT, LEFT, broken)) {
      RawClient.Answer ready = gateway.get("/_api/health/ready");

      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.header("Retry-After")).contains("1");
      assertThat(new JsonObject(ready.body()))
          .isEqualTo(new JsonObject()
              .put("status", "unready")
              .put(
                  "notebooks",
                  new JsonArray()
                      .add(entry("left.ipynb", "/", true, "", 1, 1, 0, 0, 0))
                      .add(entry("right.ipynb", "/r", false, FAILED, 2, 0, 1, 3, 4))));
    }
  }

  private static JsonObject entry(
      String notebook, String mount, boolean ready, String reason, int... counts) {
    return new JsonObject()
        .put("notebook", notebook)
        .put("mount", mount)
        .put("ready", ready)
        .put("reason", reason)
        .put("kernels", counts[0])
        .put("idle", counts[1])
        .put("busy", 0)
        .put("starting", counts[2])
        .put("waiting", counts[3])
        .put("restarts", counts[4]);
  }

  @Test
  void allReadyNotebooksMakeAReadyServer() throws TimeoutException {
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT, LEFT)) {
      assertThat(gateway.get("/_api/health/ready").status()).isEqualTo(200);
      assertThat(gateway.ask("HEAD", "/_api/health/ready").status()).isEqualTo(200);
    }
  }

  @Test
  void aBuiltInResourceIsReadOnly() throws TimeoutException {
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT, LEFT)) {
      RawClient.Answer answer = gateway.ask("DELETE", "/_api/health/live");

      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS");
      assertThat(gateway.ask("OPTIONS", "/_api/health/live").status()).isEqualTo(204);
    }
  }

  @Test
  void theSwaggerDocumentDescribesWhatIsServed() throws TimeoutException {
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT.withBasePath("/x"), LEFT)) {
      RawClient.Answer answer = gateway.get("/x/_api/spec/swagger.json");

      JsonObject document = new JsonObject(answer.body());
      assertThat(answer.header("Content-Type")).contains("application/json");
      assertThat(document.getString("basePath")).isEqualTo("/x");
      assertThat(document.getJsonObject("info").getString("title")).isEqualTo("left");
      assertThat(document.getJsonObject("paths").fieldNames()).containsExactly("/left/{id}");
    }
  }

  @Test
  void theSourceIsServedWhereItIsAllowed() throws TimeoutException {
    try (RunningGateway closed = RunningGateway.start(Configs.DEFAULT, LEFT);
        RunningGateway open = RunningGateway.start(Configs.DEFAULT.withSource(), LEFT)) {
      assertThat(closed.get("/_api/source").status()).isEqualTo(404);
      assertThat(open.get("/_api/source").body())
          .isEqualTo("{\"nbformat\": 4, \"name\": \"left\"}");
    }
  }

  @Test
  void ofSeveralSourcesOneIsNamed() throws TimeoutException {
    Served right = notebook("right", RecordingInvoker.naming(), "GET /right");
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT.withSource(), LEFT, right)) {
      assertThat(gateway.get("/_api/source").body())
          .isEqualTo("{\"notebooks\":[\"left.ipynb\",\"right.ipynb\"]}");
      assertThat(gateway.get("/_api/source?notebook=right.ipynb").body())
          .isEqualTo("{\"nbformat\": 4, \"name\": \"right\"}");
      assertThat(gateway.get("/_api/source?notebook=other.ipynb").status()).isEqualTo(404);
    }
  }

  @Test
  void aFolderIsServedUnderPublicAndNothingBesideIt(@TempDir Path folder)
      throws IOException, TimeoutException {
    Path open = Files.createDirectories(folder.resolve("public"));
    Files.writeString(open.resolve("page.html"), "<p>hello</p>");
    Files.createDirectories(folder.resolve("public-secret"));
    Files.writeString(folder.resolve("public-secret/key"), "key");
    Files.createSymbolicLink(open.resolve("link"), folder.resolve("public-secret/key"));
    try (RunningGateway gateway =
        RunningGateway.start(Configs.DEFAULT.withStaticPath(open), LEFT)) {
      RawClient.Answer page = gateway.get("/public/page.html");

      assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(page.body()).isEqualTo("<p>hello</p>");
      assertThat(gateway.get("/public/").status()).isEqualTo(404);
      assertThat(gateway.get("/public/nowhere.html").status()).isEqualTo(404);
      assertThat(gateway.get("/public/page.html/more").status()).isEqualTo(404);
      assertThat(gateway.get("/public/link").status()).isEqualTo(404);
      assertThat(gateway.get("/public/../public-secret/key").status()).isEqualTo(404);
      assertThat(gateway.get("/public/..%2Fpublic-secret%2Fkey").status()).isEqualTo(404);
      assertThat(gateway.get("/public/%2Fetc%2Fpasswd").status()).isEqualTo(404);
      assertThat(gateway.get("/public/a%00b").status()).isEqualTo(404);
    }
  }
}
