package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.invocation.Response;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoutingTest {
  private static final String[] ROUTES = {
    "GET /",
    "GET /who/me",
    "GET /who/:name",
    "GET /y/:a/c",
    "GET /y/:a/:b",
    "PUT /z/lit",
    "GET /z/:v",
    "GET /p/:id",
    "GET /slash/",
    "GET /Case",
    "GET /dot.json",
    "GET /files/*rest",
    "GET /only-get",
    "GET /own-head",
    "HEAD /own-head",
    "OPTIONS /own-options",
    "GET /own-options",
    "GET /grüße"
  };
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws TimeoutException {
    RecordingInvoker invoker =
        RecordingInvoker.answering(each -> RecordingInvoker.text(each.endpoint().verb() + " "
            + each.endpoint().path() + " " + new JsonObject(Map.copyOf(each.path()))));
    gateway = RunningGateway.start(Configs.DEFAULT, notebook("routing", invoker, ROUTES));
  }

  @AfterAll
  static void stop() throws TimeoutException {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      GET  | /                    | GET / {}
      GET  | /who/me              | GET /who/me {}
      GET  | /who/anna            | GET /who/:name {"name":"anna"}
      GET  | /who/me?x=/p/1       | GET /who/me {}
      GET  | /y/1/c               | GET /y/:a/c {"a":"1"}
      GET  | /z/lit               | GET /z/:v {"v":"lit"}
      PUT  | /z/lit               | PUT /z/lit {}
      GET  | /p/a%2Fb             | GET /p/:id {"id":"a/b"}
      GET  | /p/a+b               | GET /p/:id {"id":"a+b"}
      GET  | /p/%252e             | GET /p/:id {"id":"%2e"}
      GET  | /p/a;b=1@c:d,e       | GET /p/:id {"id":"a;b=1@c:d,e"}
      GET  | /slash/              | GET /slash/ {}
      GET  | /files/a%20b/c%2Fd   | GET /files/*rest {"rest":"a b/c/d"}
      GET  | /gr%C3%BC%C3%9Fe     | GET /grüße {}
      GET  | http://localhost/who/me | GET /who/me {}
      """)
  void theMostSpecificEndpointAnswersTheRawPath(String method, String target, String body) {
    RawClient.Answer answer = gateway.ask(method, target);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({
    "/p",
    "/p/",
    "/p/1/",
    "/P/1",
    "/slash",
    "/case",
    "/dotXjson",
    "//who/me",
    "/./who/me",
    "/who/../who/me",
    "/wh%6F/me",
    "/who/me/",
    "/_api/nowhere",
    "/_api/source",
    "/public/index.html"
  })
  void anotherSpellingIsAnotherPath(String target) {
    assertThat(gateway.get(target).status()).isEqualTo(404);
  }

  @Test
  void aPathThatIsNotUtf8IsABadRequest() {
    RawClient.Answer answer = gateway.get("/p/%FF");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(new JsonObject(answer.body()).getString("reason")).isEqualTo("Bad Request");
  }

  @Test
  void anUnknownPathIsAProblemDocument() {
    RawClient.Answer answer = gateway.get("/nowhere?secret=1", "X-Request-Id: abc-1");

    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(new JsonObject(answer.body()))
        .isEqualTo(new JsonObject()
            .put("type", "urn:problem-type:cellroute:not_found")
            .put("title", "There is nothing at this path")
            .put("status", 404)
            .put("detail", "nothing is served at this path")
            .put("instance", "/nowhere")
            .put("code", "not_found")
            .put("request_id", "abc-1")
            .put("reason", "Not Found")
            .put("message", "nothing is served at this path"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      DELETE | /only-get | GET, HEAD, OPTIONS
      POST   | /only-get | GET, HEAD, OPTIONS
      BREW   | /only-get | GET, HEAD, OPTIONS
      TRACE  | /only-get | GET, HEAD, OPTIONS
      DELETE | /z/lit    | GET, PUT, HEAD, OPTIONS
      PUT    | /p/1      | GET, HEAD, OPTIONS
      POST   | /_api/health/live | GET, HEAD, OPTIONS
      """)
  void aKnownPathRefusesOtherMethodsAndNamesItsOwn(String method, String target, String allow) {
    RawClient.Answer answer = gateway.ask(method, target);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains(allow);
    assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("method_not_allowed");
  }

  @Test
  void optionsNamesTheVerbsAndRunsNothing() {
    RawClient.Answer answer = gateway.ask("OPTIONS", "/z/lit");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Allow")).contains("GET, PUT, HEAD, OPTIONS");
    assertThat(answer.header("Content-Length")).isEmpty();
  }

  @Test
  void optionsOfAnUnknownPathIsNotFound() {
    assertThat(gateway.ask("OPTIONS", "/nowhere").status()).isEqualTo(404);
    assertThat(gateway.ask("OPTIONS", "*").status()).isEqualTo(404);
  }

  @Test
  void anEndpointMayAnswerOptionsItself() {
    assertThat(gateway.ask("OPTIONS", "/own-options").body()).isEqualTo("OPTIONS /own-options {}");
  }

  @Test
  void headIsGetWithoutItsBody() {
    RawClient.Answer head = gateway.ask("HEAD", "/who/me");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).contains("14");
    assertThat(head.header("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(head.header("ETag")).isEqualTo(gateway.get("/who/me").header("ETag"));
  }

  @Test
  void anEndpointMayAnswerHeadItself() {
    assertThat(gateway.ask("HEAD", "/own-head").header("Content-Length")).contains("17");
  }

  @Test
  void headOfAnUnknownPathHasNoBody() {
    try (RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("HEAD", "/nowhere", 0));
      assertThat(client.readHead().status()).isEqualTo(404);

      client.send(RunningGateway.head("GET", "/who/me", 0));
      assertThat(client.read().body()).isEqualTo("GET /who/me {}");
    }
  }

  @Test
  void everythingMovesUnderTheBasePath() throws TimeoutException {
    try (RunningGateway moved = RunningGateway.start(
        Configs.DEFAULT.withBasePath("/x"),
        notebook("routing", RecordingInvoker.naming(), "GET /", "GET /who/me"))) {
      assertThat(moved.get("/x/who/me").body()).isEqualTo("GET /who/me\n");
      assertThat(moved.get("/x/").body()).isEqualTo("GET /\n");
      assertThat(moved.get("/x").status()).isEqualTo(404);
      assertThat(moved.get("/xwho/me").status()).isEqualTo(404);
      assertThat(moved.get("/who/me").status()).isEqualTo(404);
      assertThat(moved.get("/x/_api/health/live").status()).isEqualTo(200);
      assertThat(moved.get("/_api/health/live").status()).isEqualTo(404);
    }
  }

  @Test
  void notebooksShareThePortEachUnderItsMount() throws TimeoutException {
    Served root = notebook("right", naming("right"), "GET /right", "GET /garden/:any", "PUT /both");
    Served garden = new Served(
        RunningGateway.api("left", "GET /left"),
        "/garden/",
        naming("left"),
        () -> RunningGateway.READY);
    Served third = notebook("third", naming("third"), "GET /both");
    try (RunningGateway two = RunningGateway.start(Configs.DEFAULT, root, garden, third)) {
      assertThat(two.get("/garden/left").body()).isEqualTo("left");
      assertThat(two.get("/garden/other").body()).isEqualTo("right");
      assertThat(two.get("/left").status()).isEqualTo(404);
      assertThat(two.get("/right").body()).isEqualTo("right");
      assertThat(two.get("/both").body()).isEqualTo("third");
      assertThat(two.ask("POST", "/both").header("Allow")).contains("GET, PUT, HEAD, OPTIONS");
    }
  }

  private static RecordingInvoker naming(String name) {
    Response response = RecordingInvoker.text(name);
    return RecordingInvoker.answering(any -> response);
  }
}
