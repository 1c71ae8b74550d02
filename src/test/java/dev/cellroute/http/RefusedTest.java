package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.head;
import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Who was refused is read later than others, and answered as they are. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
final class RefusedTest {
  private static final int CROWD = 5 * Turnstile.AT_ONCE;
  private static final int LARGE = 300_000;

  private final RecordingInvoker invoker =
      new RecordingInvoker(invocation -> invocation.endpoint().path().toString().equals("/full")
          ? Future.failedFuture(new GatewayException(ErrorCode.NO_CAPACITY, "full"))
          : Future.succeededFuture(RecordingInvoker.text("taken")));
  private final RunningGateway gateway;

  RefusedTest() throws TimeoutException {
    gateway =
        RunningGateway.start(Configs.DEFAULT, notebook("n", invoker, "GET /full", "POST /free"));
  }

  @AfterEach
  void close() throws TimeoutException {
    gateway.close();
  }

  @Test
  void aCrowdIsRefusedAgainAndAgain() {
    List<RawClient> crowd = Stream.generate(gateway::connect).limit(CROWD).toList();
    for (int times = 0; times < 3; times++) {
      crowd.forEach(client -> client.send(head("GET", "/full", 0)));
      crowd.forEach(client -> assertThat(client.read().status()).isEqualTo(503));
    }

    try (RawClient newcomer = gateway.connect()) {
      crowd.forEach(client -> client.send(head("GET", "/full", 0)));
      assertTaken(newcomer.send(head("POST", "/free", 0)));
      crowd.forEach(client -> assertThat(client.read().status()).isEqualTo(503));
    }
    crowd.forEach(client -> assertTaken(client.send(head("POST", "/free", 0))));
    crowd.forEach(RawClient::close);
  }

  @Test
  void whatFollowsARefusalInOneWriteIsAnswered() {
    try (RawClient client = gateway.connect()) {
      String refused = head("GET", "/full", 0);
      String taken = head("POST", "/free", LARGE) + "x".repeat(LARGE);
      client.send(refused + refused + taken + refused + taken);

      for (int status : new int[] {503, 503, 200, 503, 200}) {
        assertThat(client.read().status()).isEqualTo(status);
      }
      assertTaken(client.send(taken));
    }
  }

  private static void assertTaken(RawClient client) {
    RawClient.Answer answer = client.read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("taken");
  }
}
