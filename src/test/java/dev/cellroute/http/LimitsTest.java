package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.HttpConfig;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.invocation.Response;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.unit.Async;
import io.vertx.ext.unit.TestSuite;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitsTest {
  private static final Configs SMALL =
      Configs.DEFAULT.withLimits(new DataSize(100), new DataSize(2000), new DataSize(1000));
  private static final Configs HASTY =
      Configs.DEFAULT.withTimeouts(Duration.ofMillis(200), Duration.ofMillis(200));

  @ParameterizedTest
  @CsvSource({"100, 200", "101, 413", "1000000, 413"})
  void aBodyBeyondTheLimitIsRefused(int length, int status) throws TimeoutException {
    RecordingInvoker invoker = RecordingInvoker.naming();
    try (RunningGateway gateway = RunningGateway.start(SMALL, notebook("n", invoker, "POST /x"))) {
      assertThat(gateway.send("POST", "/x", "x".repeat(length)).status()).isEqualTo(status);
      assertThat(invoker.invocations).hasSize(status == 200 ? 1 : 0);
    }
  }

  @Test
  void aBodyDeclaredTooLongIsRefusedUnreadAndTheConnectionClosed() throws TimeoutException {
    try (RunningGateway gateway = serving(SMALL);
        RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("POST", "/x", 1_000_000_000, "Expect: 100-continue"));

      RawClient.Answer answer = client.read();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(new JsonObject(answer.body()).getString("detail"))
          .isEqualTo("body: more than 100 (http.max-body)");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void aChunkedBodyIsRefusedWhereItCrossesTheLimit() throws TimeoutException {
    try (RunningGateway gateway = serving(SMALL);
        RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("POST", "/x", 0, "Transfer-Encoding: chunked"));
      client.send("40\r\n" + "x".repeat(64) + "\r\n40\r\n" + "x".repeat(64) + "\r\n");

      RawClient.Answer answer = client.read();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.header("connection")).contains("close");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void aCellThatAnswersLikeALimitLeavesTheConnectionOpen() throws TimeoutException {
    Response tooLarge = new Response(413, List.of(), Buffer.buffer("mine"), Response.Timing.NONE);
    Promise<Response> answered = Promise.promise();
    RecordingInvoker invoker = new RecordingInvoker(each -> answered.future());
    try (RunningGateway gateway = RunningGateway.start(SMALL, notebook("n", invoker, "POST /x"));
        RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("POST", "/x", 3) + "abc");
      gateway.vertx.runOnContext(later -> answered.complete(tooLarge));

      RawClient.Answer answer = client.read();
      assertThat(answer.body()).isEqualTo("mine");
      assertThat(answer.header("connection")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "900,   0,     200, ''",
    "1100,  0,     414, uri_too_long",
    "90000, 0,     414, uri_too_long",
    "0,     1900,  200, ''",
    "0,     2100,  431, headers_too_large",
    "0,     90000, 431, headers_too_large",
  })
  void aTargetOrHeadersBeyondTheLimitAreRefused(int target, int header, int status, String code)
      throws TimeoutException {
    try (RunningGateway gateway = serving(SMALL)) {
      RawClient.Answer answer =
          gateway.get("/x?" + "q".repeat(target), "X-Large: " + "h".repeat(header));

      assertThat(answer.status()).isEqualTo(status);
      if (!code.isEmpty()) {
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
        assertThat(answer.header("Connection")).contains("close");
      }
      assertThat(gateway.get("/x").status()).isEqualTo(200);
    }
  }

  @Test
  void theDefaultsTakeWhatKernelGatewayTakes() throws TimeoutException {
    try (RunningGateway gateway = serving(Configs.DEFAULT)) {
      assertThat(gateway
              .get("/x?" + "q".repeat(20_000), "X-Large: " + "h".repeat(50_000))
              .status())
          .isEqualTo(200);
    }
  }

  @Test
  void aBodyThatStopsArrivingTimesOut() throws TimeoutException {
    try (RunningGateway gateway = serving(HASTY);
        RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("POST", "/x", 100) + "begun");

      RawClient.Answer answer = client.read();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(new JsonObject(answer.body()).getString("code"))
          .isEqualTo(ErrorCode.REQUEST_TIMEOUT.code());
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void aConnectionWithoutRequestsIsToldAndClosed() throws TimeoutException {
    try (RunningGateway gateway = serving(HASTY);
        RawClient silent = gateway.connect();
        RawClient idle = gateway.connect()) {
      silent.send("GET /x HT");
      assertThat(idle.send(RunningGateway.head("GET", "/x", 0)).read().status()).isEqualTo(200);

      RawClient.Answer late = silent.read();
      assertThat(late.status()).isEqualTo(408);
      assertThat(late.header("Connection")).contains("close");
      assertThat(new JsonObject(late.body()).getString("code")).isEqualTo("request_timeout");
      assertThat(silent.isClosed()).isTrue();
      assertThat(idle.isClosed()).isTrue();
    }
  }

  @Test
  void aBodyThatDripsTimesOut() throws TimeoutException {
    try (RunningGateway gateway = serving(HASTY);
        RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("POST", "/x", 100_000));
      long timer = drip(gateway, client);

      assertThat(client.read().status()).isEqualTo(408);
      gateway.vertx.cancelTimer(timer);
      assertThat(client.isClosed()).isTrue();
    }
  }

  private static long drip(RunningGateway gateway, RawClient client) {
    return gateway.vertx.setPeriodic(20, id -> client.send("x"));
  }

  @Test
  void aClientThatDoesNotReadItsAnswerIsLeft() throws TimeoutException {
    int length = 40 * 1024 * 1024;
    Response large = RecordingInvoker.text("x".repeat(length));
    RecordingInvoker invoker = RecordingInvoker.answering(any -> large);
    try (RunningGateway gateway = RunningGateway.start(HASTY, notebook("n", invoker, "GET /x"));
        RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("GET", "/x", 0));
      // Longer than the gateway waits for a client that takes nothing.
      gateway.vertx.timer(2, TimeUnit.SECONDS).await(1, TimeUnit.MINUTES);

      assertThat(client.read().bytes().length()).isLessThan(length);
    }
  }

  @Test
  void idleConnectionsMakeRoomAndBusyOnesDoNot() throws Exception {
    Promise<Response> late = Promise.promise();
    RecordingInvoker invoker = new RecordingInvoker(any -> late.future());
    try (RunningGateway gateway = RunningGateway.start(
            Configs.DEFAULT.withConnections(2), notebook("n", invoker, "GET /x"));
        RawClient first = gateway.connect();
        RawClient second = gateway.connect()) {
      assertThat(first.send(RunningGateway.head("GET", "/nowhere", 0)).read().status())
          .isEqualTo(404);
      second.send(RunningGateway.head("GET", "/x", 0));
      invoker.awaitCall();
      try (RawClient third = gateway.connect()) {
        assertThat(third.send(RunningGateway.head("GET", "/nowhere", 0)).read().status())
            .isEqualTo(404);
        assertThat(first.isClosed()).isTrue();

        third.send(RunningGateway.head("GET", "/x", 0));
        invoker.awaitCall();
        try (RawClient fourth = gateway.connect()) {
          RawClient.Answer refused = fourth.read();
          assertThat(refused.status()).isEqualTo(503);
          assertThat(refused.header("Retry-After")).contains("1");
          assertThat(fourth.isClosed()).isTrue();
        }
        gateway.vertx.setTimer(1, id -> late.complete(RecordingInvoker.text("late")));
        assertThat(third.read().body()).isEqualTo("late");
      }
    }
  }

  @Test
  void connectionsAreFewerThanOpenFiles() {
    HttpConfig http = Configs.DEFAULT.config().http();

    assertThat(ConnectionLimits.of(http, 1_000_000).most()).isEqualTo(10_000);
    assertThat(ConnectionLimits.of(http, 1024).most()).isEqualTo(896);
    assertThat(ConnectionLimits.of(http, 100).most()).isEqualTo(50);
    assertThat(ConnectionLimits.of(http, 1).most()).isEqualTo(1);
  }

  @Test
  void aSlowCellIsNoIdleConnection() throws TimeoutException {
    Promise<Response> late = Promise.promise();
    RecordingInvoker invoker = new RecordingInvoker(any -> late.future());
    try (RunningGateway gateway = RunningGateway.start(HASTY, notebook("n", invoker, "GET /x"));
        RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("GET", "/x", 0));
      gateway.vertx.setTimer(800, id -> late.complete(RecordingInvoker.text("late")));

      assertThat(client.read().body()).isEqualTo("late");
    }
  }

  @Test
  void aClientThatLeavesCancelsItsCall() throws TimeoutException {
    RecordingInvoker invoker = new RecordingInvoker(any -> Future.future(never -> {}));
    try (RunningGateway gateway =
        RunningGateway.start(Configs.DEFAULT, notebook("n", invoker, "GET /x"))) {
      TestSuite.create("client")
          .test("leaves", context -> {
            Async cancelled = context.async();
            gateway
                .vertx
                .executeBlocking(() -> gateway.connect().send(RunningGateway.head("GET", "/x", 0)))
                .onComplete(context.asyncAssertSuccess(client ->
                    gateway.vertx.setPeriodic(10, timer -> {
                      if (!invoker.invocations.isEmpty()) {
                        client.close();
                      }
                      if (invoker.cancelled.get() == 1 && gateway.vertx.cancelTimer(timer)) {
                        cancelled.complete();
                      }
                    })));
          })
          .run(gateway.vertx)
          .awaitSuccess(10_000);
    }
  }

  @Test
  void aClientThatLeavesWithinItsBodyRunsNothing() throws TimeoutException {
    RecordingInvoker invoker = RecordingInvoker.naming();
    try (RunningGateway gateway =
        RunningGateway.start(Configs.DEFAULT, notebook("n", invoker, "POST /x", "GET /x"))) {
      try (RawClient client = gateway.connect()) {
        client.send(RunningGateway.head("POST", "/x", 100) + "half");
      }
      assertThat(gateway.get("/x").status()).isEqualTo(200);
      assertThat(invoker.only().method()).isEqualTo("GET");
    }
  }

  @Test
  void aTakenPortIsKnownBeforeAnythingStarts() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HttpConfig only =
          Configs.DEFAULT.withPort(taken.getLocalPort(), 0).config().http();
      HttpConfig more =
          Configs.DEFAULT.withPort(taken.getLocalPort(), 50).config().http();

      assertThatThrownBy(() -> HttpGateway.requireFreePort(only)).isInstanceOf(BindException.class);
      assertThatCode(() -> HttpGateway.requireFreePort(more)).doesNotThrowAnyException();
    }
  }

  @Test
  void aTakenPortIsABindExceptionUnlessTheNextMayBeTried() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RunningGateway lucky = RunningGateway.start(
            Configs.DEFAULT.withPort(taken.getLocalPort(), 50),
            notebook("n", RecordingInvoker.naming(), "GET /x"))) {
      TestSuite.create("port")
          .test(
              "taken",
              context -> HttpGateway.serve(
                      vertx,
                      RunningGateway.premises(Configs.DEFAULT.withPort(taken.getLocalPort(), 0)),
                      List.of(),
                      Observers.NONE)
                  .onComplete(context.asyncAssertFailure(
                      failure -> context.assertTrue(failure instanceof BindException))))
          .run(vertx)
          .awaitSuccess(10_000);
      assertThat(lucky.port()).isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + 50);
      assertThat(lucky.get("/x").status()).isEqualTo(200);
    } finally {
      vertx.close().await();
    }
  }

  private static RunningGateway serving(Configs configs) throws TimeoutException {
    return RunningGateway.start(
        configs, notebook("n", RecordingInvoker.naming(), "GET /x", "POST /x"));
  }
}
