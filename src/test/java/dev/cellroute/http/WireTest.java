package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives on the wire and is no proper request, or is meant to be two. */
final class WireTest {
  private static final String SECOND = "GET /canary HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final RecordingInvoker canary = RecordingInvoker.naming();
  private RunningGateway gateway;

  @BeforeEach
  void start() throws TimeoutException {
    gateway = RunningGateway.start(
        Configs.DEFAULT.withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)),
        notebook("open", RecordingInvoker.naming(), "GET /x", "POST /x"),
        notebook("canary", canary, "GET /canary"));
  }

  @AfterEach
  void stop() throws TimeoutException {
    assertThat(gateway.get("/x").status()).isEqualTo(200);
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX",
        "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "Content-Length: 3,4\r\n\r\nabcd",
        "Content-Length: +3\r\n\r\nabc",
        "Content-Length: 0x3\r\n\r\nabc",
        "Content-Length: -3\r\n\r\nabc",
        "Content-Length: 3 3\r\n\r\nabc",
        "Content-Length: \r\n\r\nabc",
        "Content-Length: 99999999999999999999\r\n\r\nabc",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: identity\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
        "X-Space : a\r\n\r\n",
        "X-Nul: a\u0000b\r\n\r\n",
        "X-Cr: a\rb\r\n\r\n",
        "X-N\u00e4me: a\r\n\r\n",
        "no colon\r\n\r\n",
      })
  void whatFramesARequestInTwoWaysIsRefusedAndNothingBehindItRuns(String rest) {
    try (RawClient client = gateway.connect()) {
      client.send("POST /x HTTP/1.1\r\nHost: localhost\r\n" + rest + SECOND);

      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.isClosed()).isTrue();
    }
    assertThat(canary.invocations).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\nabc\r\n0\r\n\r\n",
        "-1\r\n\r\n0\r\n\r\n",
        "3\nabc\n0\n\n",
        "3\r\nabcde\r\n0\r\n\r\n",
      })
  void brokenChunksCloseTheConnectionAndNothingBehindThemRuns(String chunks) {
    try (RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("POST", "/x", 0, "Transfer-Encoding: chunked"));
      client.send(chunks + SECOND);

      assertThat(client.readOrClosed()).isIn(0, 400);
      assertThat(client.isClosed()).isTrue();
    }
    assertThat(canary.invocations).isEmpty();
  }

  @Test
  void aHeaderWithoutANameAndASecondHostAreRefused() {
    assertThat(gateway.get("/canary", ": nameless").status()).isEqualTo(400);
    assertThat(gateway.get("/canary", "Host: other").status()).isEqualTo(400);
    assertThat(canary.invocations).isEmpty();
  }

  @Test
  void theOldProtocolHasNoChunks() {
    try (RawClient client = gateway.connect()) {
      client.send("POST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"
          + "0\r\n\r\n" + SECOND);

      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.isClosed()).isTrue();
    }
    assertThat(canary.invocations).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000\u0001\u0002\u0003 garbage\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
        "\u0000GET /canary HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\u0001GET /canary HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /canary HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET /canary\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      })
  void whatIsNoRequestIsRefusedOrTheConnectionClosed(String bytes) {
    try (RawClient client = gateway.connect()) {
      client.send(bytes);

      assertThat(client.readOrClosed()).isIn(0, 400, 405, 408, 501);
    }
    assertThat(canary.invocations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "get, /canary",
    "TRACE, /canary",
    "CONNECT, /canary",
    "CONNECT, localhost:80",
    "OPTIONS, /canary",
    "OPTIONS, *",
    "BREW, /canary",
  })
  void anotherMethodRunsNothing(String method, String target) {
    int status = gateway.ask(method, target).status();

    assertThat(status).isIn(204, 400, 404, 405);
    assertThat(canary.invocations).isEmpty();
  }

  @Test
  void aMethodOfEightKibibytesRunsNothing() {
    assertThat(gateway.ask("M".repeat(8192), "/canary").status()).isIn(400, 405, 414);
    assertThat(canary.invocations).isEmpty();
  }

  @Test
  void manyRequestsOnOneConnectionAreAnsweredInOrder() {
    try (RawClient client = gateway.connect()) {
      StringBuilder requests = new StringBuilder();
      for (int each = 0; each < 200; each++) {
        requests
            .append("GET /x HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: n")
            .append(each)
            .append("\r\n\r\n");
      }
      client.send(requests.toString());

      for (int each = 0; each < 200; each++) {
        assertThat(client.read().header("X-Request-Id")).contains("n" + each);
      }
    }
  }

  @Test
  void aClientThatWaitsToContinueAndSendsNothingTimesOut() {
    try (RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("POST", "/x", 10, "Expect: 100-continue"));

      assertThat(client.read().status()).isEqualTo(100);
      assertThat(client.read().status()).isEqualTo(408);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void anUnknownExpectationIsRefused() {
    assertThat(gateway.send("POST", "/x", "abc", "Expect: a miracle").status()).isEqualTo(417);
  }

  @Test
  void tenThousandHeadersAreTooMany() {
    String[] headers = new String[10_000];
    Arrays.fill(headers, "X-Many: 1");

    assertThat(gateway.get("/x", headers).status()).isEqualTo(431);
  }

  @Test
  void aForgedRequestIdIsReplaced() {
    String longest = "i".repeat(65);

    assertThat(gateway.get("/x", "X-Request-Id: " + longest).header("X-Request-Id"))
        .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f]{16}"));
    assertThat(gateway.get("/x", "X-Request-Id: a b").header("X-Request-Id"))
        .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f]{16}"));
  }

  @Test
  void aClientThatHasSentAllMayCloseItsHalf() {
    try (RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("GET", "/x", 0)).closeHalf();

      assertThat(client.read().status()).isEqualTo(200);
    }
  }
}
