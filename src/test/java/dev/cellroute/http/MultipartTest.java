package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.invocation.Body;
import dev.cellroute.invocation.Body.UploadedFile;
import dev.cellroute.invocation.Invocation;
import dev.cellroute.invocation.Response;
import dev.cellroute.testing.Configs;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.unit.Async;
import io.vertx.ext.unit.TestSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class MultipartTest {
  private static final String TYPE = "Content-Type: multipart/form-data; boundary=B0UND";
  private static final String BODY = """
      --B0UND
      Content-Disposition: form-data; name="note"

      v
      --B0UND
      Content-Disposition: form-data; name="up"; filename="../../a b.txt"
      Content-Type: text/plain

      one
      --B0UND
      Content-Disposition: form-data; name="up"; filename="2.bin"


      --B0UND--
      """.replace("\n", "\r\n");

  private final List<String> contents = new ArrayList<>();

  @Test
  void filesAreOnDiskDuringTheCallAndGoneAfterIt() throws TimeoutException {
    RecordingInvoker invoker = RecordingInvoker.answering(this::look);
    try (RunningGateway gateway =
        RunningGateway.start(Configs.DEFAULT, notebook("files", invoker, "POST /files"))) {
      assertThat(gateway.send("POST", "/files", BODY, TYPE).status()).isEqualTo(200);

      Body.Form form = (Body.Form) invoker.only().body();
      Path directory = directory(form);
      assertThat(form.fields()).isEqualTo(Map.of("note", List.of("v")));
      assertThat(form.files())
          .containsExactly(
              new UploadedFile(
                  "up", "a b.txt", "text/plain", 3, directory.resolve("1").toString()),
              new UploadedFile(
                  "up",
                  "2.bin",
                  "application/octet-stream",
                  0,
                  directory.resolve("2").toString()));
      assertThat(contents).containsExactly("rwx------", "one", "");
      awaitGone(gateway.vertx, directory);
    }
  }

  @Test
  void filesOfARequestThatIsRefusedForItsHeadAreNotKept() throws TimeoutException {
    Premises premises = new Premises(Configs.DEFAULT.config(), () -> {
      contents.add("asked for a directory");
      return Path.of(System.getProperty("java.io.tmpdir"));
    });
    try (RunningGateway gateway = RunningGateway.start(
        premises, Observers.NONE, notebook("files", RecordingInvoker.naming(), "POST /files"))) {
      assertThat(gateway.send("POST", "/files", BODY, TYPE, ": nameless").status())
          .isEqualTo(400);
    }
    assertThat(contents).isEmpty();
  }

  @Test
  void filesStayWhileTheCellRuns() throws TimeoutException {
    Promise<Void> end = Promise.promise();
    RecordingInvoker invoker = RecordingInvoker.naming().runningUntil(end.future());
    try (RunningGateway gateway =
        RunningGateway.start(Configs.DEFAULT, notebook("files", invoker, "POST /files"))) {
      assertThat(gateway.send("POST", "/files", BODY, TYPE).status()).isEqualTo(200);

      Path directory = directory((Body.Form) invoker.only().body());
      assertThat(directory).exists();
      end.complete();
      awaitGone(gateway.vertx, directory);
    }
  }

  @Test
  void filesAreRemovedWhenTheInvokerThrows() throws TimeoutException {
    RecordingInvoker invoker = RecordingInvoker.answering(each -> {
      throw new IllegalStateException("a bug");
    });
    try (RunningGateway gateway =
        RunningGateway.start(Configs.DEFAULT, notebook("files", invoker, "POST /files"))) {
      assertThat(gateway.send("POST", "/files", BODY, TYPE).status()).isEqualTo(500);

      Body.Form form = (Body.Form) invoker.only().body();
      awaitGone(gateway.vertx, directory(form));
    }
  }

  private static Path directory(Body.Form form) {
    return requireNonNull(Path.of(form.files().get(0).path()).getParent());
  }

  private Response look(Invocation invocation) {
    Body.Form form = (Body.Form) invocation.body();
    try {
      contents.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory(form))));
      for (UploadedFile file : form.files()) {
        contents.add(Files.readString(Path.of(file.path()), UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return RecordingInvoker.text("seen");
  }

  private static void awaitGone(Vertx vertx, Path directory) {
    TestSuite.create("uploads")
        .test("gone", context -> {
          Async gone = context.async();
          vertx.setPeriodic(10, timer -> {
            if (!Files.exists(directory) && vertx.cancelTimer(timer)) {
              gone.complete();
            }
          });
        })
        .run(vertx)
        .awaitSuccess(10_000);
  }
}
