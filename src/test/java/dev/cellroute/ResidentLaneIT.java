package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.PythonNotebook;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole road over the resident lane, with a real Python kernel. */
final class ResidentLaneIT {
  private static final List<String> CELLS = List.of(
      "import json, os, time\nfrom IPython.display import display, HTML\nnames = ['setosa']",
      "# GET /hello\nprint('hello')",
      """
      # POST /iris
      request = json.loads(REQUEST)
      print(json.dumps({'name': names[0], 'got': request['body'], 'q': request['args']}))""",
      "# GET /response\nRESPONSE = {'status': 201, 'headers': {'X-A': 'b'}, 'body': 'made'}",
      "# GET /described\nprint('described')",
      "# ResponseInfo GET /described\nprint(json.dumps({'status': 202}))",
      "# GET /display\ndisplay(HTML('<b>1</b>'))",
      "# GET /value\n6 * 7",
      "# GET /nothing\npass",
      "# GET /raise\nprint('before')\n1 / 0",
      "# GET /subprocess\nos.system('echo outside')",
      "# GET /pid\nprint(os.getpid())",
      "# GET /busy\nwhile True:\n    pass",
      "# GET /sleep\ntime.sleep(60)",
      "# GET /die\nos._exit(7)",
      "# GET /kill\nos.kill(os.getpid(), 9)\ntime.sleep(60)",
      "# GET /leave\nexit()",
      "# GET /cut\nos.closerange(3, 4096)\ntime.sleep(0.01)",
      "# GET /magic\n%%capture captured\nprint('x')");

  @TempDir
  private static Path directory;

  private static LiveGateway gateway;

  @BeforeAll
  static void serve() throws IOException {
    PythonNotebook.write(directory.resolve("iris.ipynb"), CELLS);
    gateway = LiveGateway.serve(directory, Map.of("lane", "resident"), Duration.ofSeconds(2));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void theStartSaysWhichLaneIsTakenAndWhatIsNot() {
    assertThat(gateway.gateway().served().get(0).lane()).isEqualTo("mixed");
    assertThat(gateway.progress())
        .anySatisfy(line -> assertThat(line)
            .startsWith("warning: iris.ipynb#cell-19:1: GET /magic goes the jupyter lane: "));
  }

  @Test
  void whatIsPrintedIsTheAnswer() {
    assertAnswer(get("/hello"), 200, "text/plain; charset=utf-8", "hello\n");
  }

  @Test
  void theRequestArrives() {
    HttpRequest request = gateway
        .request("/iris?a=1")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"length\": \"ä\"}"))
        .build();

    assertThat(gateway.send(request, BodyHandlers.ofString()).body())
        .isEqualTo("{\"name\": \"setosa\", \"got\": {\"length\": \"\\u00e4\"},"
            + " \"q\": {\"a\": [\"1\"]}}\n");
  }

  @Test
  void responseIsTaken() {
    HttpResponse<String> answer = get("/response");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("X-A")).contains("b");
    assertThat(answer.body()).isEqualTo("made");
  }

  @Test
  void responseInfoRunsInTheSameCall() {
    assertAnswer(get("/described"), 202, "text/plain; charset=utf-8", "described\n");
  }

  @Test
  void whatIsDisplayedIsTheAnswer() {
    assertAnswer(get("/display"), 200, "text/html; charset=utf-8", "<b>1</b>");
  }

  @Test
  void theLastValueIsTheAnswer() {
    assertAnswer(get("/value"), 200, "text/plain; charset=utf-8", "42");
  }

  @Test
  void nothingIsAnEmptyAnswer() {
    assertThat(get("/nothing").statusCode()).isEqualTo(200);
    assertThat(get("/nothing").body()).isEmpty();
  }

  @Test
  void whatAChildPrintsIsTheAnswer() {
    assertThat(get("/subprocess").body()).isEqualTo("outside\n");
  }

  @Test
  void anErrorNamesCellAndLine() {
    HttpResponse<String> answer = get("/raise");
    JsonObject problem = new JsonObject(answer.body());

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(problem.getString("code")).isEqualTo("cell_error");
    assertThat(problem.getString("ename")).isEqualTo("ZeroDivisionError");
    assertThat(problem.getInteger("cell")).isEqualTo(10);
    assertThat(problem.getInteger("line")).isEqualTo(3);
  }

  @Test
  void whatTheLaneDoesNotTakeGoesTheOtherWay() {
    assertThat(get("/magic").statusCode()).isEqualTo(200);
  }

  @Test
  void aBusyLoopIsStoppedAtItsDeadlineAndItsKernelGoesOn() {
    String kernel = get("/pid").body();

    assertThat(get("/busy").statusCode()).isEqualTo(504);
    assertThat(get("/sleep").statusCode()).isEqualTo(504);
    assertThat(get("/pid").body()).isEqualTo(kernel);
  }

  @Test
  void aKernelThatEndsInACallIsReplaced() {
    String kernel = get("/pid").body();

    HttpResponse<String> answer = get("/die");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(new JsonObject(answer.body()).getString("detail"))
        .isEqualTo("the kernel ended with exit code 7");
    assertThat(pidOfTheNext()).isNotEqualTo(kernel);
  }

  @Test
  void aKernelThatIsKilledInACallIsReplaced() {
    String kernel = get("/pid").body();

    HttpResponse<String> answer = get("/kill");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(new JsonObject(answer.body()).getString("detail"))
        .isEqualTo("the kernel was killed by signal 9 (SIGKILL)");
    assertThat(pidOfTheNext()).isNotEqualTo(kernel);
  }

  @Test
  void aKernelThatLeavesIsAnsweredAndReplaced() {
    String kernel = get("/pid").body();

    assertThat(get("/leave").statusCode()).isEqualTo(200);
    assertThat(pidOfTheNext()).isNotEqualTo(kernel);
  }

  @Test
  void aKernelThatCutsItsLaneIsReplaced() {
    String kernel = get("/pid").body();

    assertThat(get("/cut").statusCode()).isEqualTo(502);
    assertThat(pidOfTheNext()).isNotEqualTo(kernel);
  }

  /** A new kernel takes longer than a call may wait on a slow machine. */
  private static String pidOfTheNext() {
    HttpResponse<String> answer = get("/pid");
    for (int tries = 0; answer.statusCode() >= 502 && tries < 30; tries++) {
      answer = get("/pid");
    }
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static void assertAnswer(
      HttpResponse<String> answer, int status, String type, String body) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    assertThat(answer.body()).isEqualTo(body);
  }

  private static HttpResponse<String> get(String path) {
    return gateway.get(path);
  }
}
