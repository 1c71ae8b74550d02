package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.LanePreference;
import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.EndpointOptions;
import dev.cellroute.endpoint.EndpointOptions.OnDisconnect;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.invocation.Body;
import dev.cellroute.invocation.Header;
import dev.cellroute.invocation.Invocation;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTest {
  private final RecordingInvoker invoker = RecordingInvoker.naming();
  private RunningGateway gateway;

  @BeforeEach
  void start() throws TimeoutException {
    gateway = RunningGateway.start(
        Configs.DEFAULT,
        notebook("request", invoker, "GET /echo", "POST /echo", "DELETE /echo", "GET /echo/:id"));
  }

  @AfterEach
  void stop() throws TimeoutException {
    gateway.close();
  }

  @Test
  void aRequestBecomesAnInvocation() {
    RawClient.Answer answer =
        gateway.get("/echo/7?a=1&a=2&b=", "x-foo-bar: 1", "Accept: text/html", "X-FOO-BAR: é");

    Invocation seen = invoker.only();
    assertThat(seen)
        .isEqualTo(new Invocation(
            seen.endpoint(),
            answer.header("X-Request-Id").orElseThrow(),
            "GET",
            "/echo/7?a=1&a=2&b=",
            List.of(
                new Header("Host", "localhost"),
                new Header("X-Foo-Bar", "1"),
                new Header("Accept", "text/html"),
                new Header("X-Foo-Bar", "é")),
            Map.of("a", List.of("1", "2"), "b", List.of("")),
            Map.of("id", "7"),
            Body.Text.EMPTY,
            "text/html",
            Duration.ofSeconds(60)));
    assertThat(seen.endpoint().path()).hasToString("/echo/:id");
  }

  @Test
  void theTimeoutOfAnEndpointIsThatOfItsCalls() throws TimeoutException {
    NotebookApi plain = RunningGateway.api("own", "GET /slow");
    Endpoint endpoint = plain.endpoints().get(0);
    EndpointOptions options = new EndpointOptions(
        Optional.empty(),
        LanePreference.AUTO,
        Optional.of(Duration.ofSeconds(5)),
        1,
        OnDisconnect.INTERRUPT);
    Endpoint slow =
        new Endpoint(endpoint.verb(), endpoint.path(), "", endpoint.cells(), List.of(), options);
    NotebookApi api = new NotebookApi(plain.notebook(), List.of(slow), List.of(), List.of());

    try (RunningGateway own = RunningGateway.start(
        Configs.DEFAULT, new Served(api, "/", invoker, () -> RunningGateway.READY))) {
      own.get("/slow");
    }

    assertThat(invoker.only().timeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aQueryThatIsNotUtf8IsABadRequestThatNamesTheParameter() {
    RawClient.Answer answer = gateway.get("/echo?a=%FF");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(new JsonObject(answer.body()).getString("detail"))
        .isEqualTo("query parameter 'a': not valid UTF-8");
    assertThat(invoker.invocations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      application/json
      application/json; charset=utf-8
      Application/JSON
      application/vnd.api+json
      application/problem+json;charset=UTF-8
      """)
  void everyWayToSayJsonIsJson(String type) {
    gateway.send("POST", "/echo", "{\"a\": 1.50}", "Content-Type: " + type);

    assertThat(invoker.only().body()).isEqualTo(new Body.Json("{\"a\": 1.50}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{bad", "{\"a\": [1, 2", "{\"a\": 1} x"})
  void aBodyThatClaimsToBeJsonAndIsNotIsABadRequest(String body) {
    RawClient.Answer answer = gateway.send("POST", "/echo", body, "Content-Type: application/json");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(invoker.invocations).isEmpty();
  }

  @Test
  void deepAndLargeJsonIsRefusedOffTheEventLoop() {
    RawClient.Answer answer =
        gateway.send("POST", "/echo", "[".repeat(200_000), "Content-Type: application/json");

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void likeKernelGatewayBadJsonIsText() throws TimeoutException {
    try (RunningGateway jkg = RunningGateway.start(
        Configs.DEFAULT.likeKernelGateway(), notebook("request", invoker, "POST /echo"))) {
      jkg.send("POST", "/echo", "{bad", "Content-Type: application/json");
    }

    assertThat(invoker.only().body()).isEqualTo(new Body.Text("{bad"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      application/x-www-form-urlencoded                | a=1&a=2&b=     | a=[1, 2], b=[]
      application/x-www-form-urlencoded; charset=UTF-8 | c=x+y&d=%C3%A9 | c=[x y], d=[é]
      application/x-www-form-urlencoded                | ''             | ''
      """)
  void aFormIsItsFields(String type, String body, String fields) {
    gateway.send("POST", "/echo?a=9", body, "Content-Type: " + type);

    Body.Form form = (Body.Form) invoker.only().body();
    assertThat(form.fields()).hasToString("{" + fields + "}");
    assertThat(form.files()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      application/x-www-form-urlencoded         | a=%FF   | 400 | form field 'a': not valid UTF-8
      text/plain                                | \u00ff  | 400 | body: not valid UTF-8
      text/plain; charset=utf-99                | x       | 415 | unknown charset 'utf-99'
      multipart/form-data | x | 400 | multipart body: the Content-Type has no boundary
      multipart/form-data; boundary=B | garbage | 400 | multipart body: the boundary is missing
      """)
  void aBodyThatIsNotWhatItClaimsIsRefused(String type, String body, int status, String detail) {
    RawClient.Answer answer = gateway.send("POST", "/echo", body, "Content-Type: " + type);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(new JsonObject(answer.body()).getString("detail")).isEqualTo(detail);
    assertThat(invoker.invocations).isEmpty();
  }

  @Test
  void aCompressedBodyIsNotMisread() {
    RawClient.Answer answer = gateway.send(
        "POST",
        "/echo",
        "a=1",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Encoding: gzip");

    assertThat(answer.status()).isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, utf-8 é",
    "text/csv, 'a,b'",
    "application/xml, <a/>",
  })
  void aTextTypeIsText(String type, String text) {
    gateway.send("POST", "/echo", latin1OfUtf8(text), "Content-Type: " + type);

    assertThat(invoker.only().body()).isEqualTo(new Body.Text(text));
  }

  @Test
  void aBodyWithoutATypeIsText() {
    gateway.send("POST", "/echo", "plain");

    assertThat(invoker.only().body()).isEqualTo(new Body.Text("plain"));
  }

  @Test
  void theCharsetOfATextIsHonoured() {
    gateway.send("POST", "/echo", "\u00e9", "Content-Type: text/plain; charset=iso-8859-1");

    assertThat(invoker.only().body()).isEqualTo(new Body.Text("é"));
  }

  @Test
  void anyOtherTypeIsBytes() {
    gateway.send("POST", "/echo", "\u00ff\u00fe\0A", "Content-Type: application/octet-stream");

    assertThat(invoker.only().body())
        .isEqualTo(new Body.Binary(Buffer.buffer(new byte[] {-1, -2, 0, 'A'})));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE"})
  void anyVerbMayCarryABody(String method) {
    gateway.send(method, "/echo", "[1]", "Content-Type: application/json");

    assertThat(invoker.only().body()).isEqualTo(new Body.Json("[1]"));
  }

  @Test
  void aChunkedBodyIsJoined() {
    try (RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("POST", "/echo", 0, "Transfer-Encoding: chunked"));
      client.send("4\r\none \r\n3\r\ntwo\r\n0\r\n\r\n");

      assertThat(client.read().status()).isEqualTo(200);
    }
    assertThat(invoker.only().body()).isEqualTo(new Body.Text("one two"));
  }

  @Test
  void aClientThatWaitsForContinueGetsIt() {
    try (RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("POST", "/echo", 5, "Expect: 100-continue"));
      assertThat(client.readHead().status()).isEqualTo(100);

      client.send("after");
      assertThat(client.read().status()).isEqualTo(200);
    }
    assertThat(invoker.only().body()).isEqualTo(new Body.Text("after"));
  }

  @Test
  void anUnknownExpectationFails() {
    assertThat(gateway.send("POST", "/echo", "x", "Expect: miracles").status()).isEqualTo(417);
  }

  @Test
  void oneConnectionCarriesPipelinedRequestsInOrder() {
    try (RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("GET", "/echo/1", 0)
          + RunningGateway.head("GET", "/nowhere", 0)
          + RunningGateway.head("POST", "/echo", 1) + "x"
          + RunningGateway.head("GET", "/echo/2", 0));

      assertThat(List.of(
              client.read().status(),
              client.read().status(),
              client.read().status(),
              client.read().status()))
          .containsExactly(200, 404, 200, 200);
    }
    assertThat(invoker.invocations)
        .extracting(Invocation::url)
        .containsExactly("/echo/1", "/echo", "/echo/2");
  }

  @Test
  void http10IsServedAndTheConnectionClosed() {
    try (RawClient client = gateway.connect()) {
      client.send("GET /echo HTTP/1.0\r\n\r\n");

      assertThat(client.read().status()).isEqualTo(200);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /echo HTTP/1.1\r\n\r\n",
        "GET /echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /echo HTTP/1.1\r\nHost: a b\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 2\r\n\r\nabc",
        "GET /echo HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        "\u0016\u0003\u0001 NOT HTTP\r\n\r\n",
      })
  void whatIsNotHttpIsABadRequest(String bytes) {
    try (RawClient client = gateway.connect()) {
      RawClient.Answer answer = client.send(bytes).read();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("X-Request-Id")).isPresent();
      assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("bad_request");
    }
    assertThat(invoker.invocations).isEmpty();
  }

  private static String latin1OfUtf8(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
