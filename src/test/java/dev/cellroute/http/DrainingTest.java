package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.head;
import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.deployment.Drain;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.Response;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class DrainingTest {
  private final Promise<Response> slow = Promise.promise();
  private final Promise<Void> begun = Promise.promise();
  private final RecordingInvoker invoker = new RecordingInvoker(invocation -> {
    if (invocation.endpoint().path().toString().equals("/quick")) {
      return Future.succeededFuture(RecordingInvoker.text("quick"));
    }
    begun.tryComplete();
    return slow.future();
  });
  private final Served served = notebook("n", invoker, "GET /slow", "GET /quick");

  @Test
  void aNotebookWhoseKernelsStartAnswersThatItIsStarting() throws TimeoutException {
    Served starting = new Served(
        RunningGateway.api("n", "GET /x"), "/", Optional.empty(), Optional::empty, new Drain(), "");
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT, starting)) {
      RawClient.Answer call = gateway.get("/x");
      RawClient.Answer ready = gateway.get("/_api/health/ready");

      assertThat(call.status()).isEqualTo(503);
      assertThat(call.header("Retry-After")).contains("1");
      assertThat(code(call)).isEqualTo("starting");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(entry(ready).getString("reason")).isEqualTo("starting");
      assertThat(gateway.get("/_api/health/live").status()).isEqualTo(200);
      assertThat(gateway.get("/y").status()).isEqualTo(404);
    }
  }

  @Test
  void aNewerVersionThatIsNotServedIsAWarning() throws TimeoutException {
    Served old =
        new Served(served.api(), "/", served.invoker(), served.pool(), served.drain(), "refused");
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT, old)) {
      RawClient.Answer ready = gateway.get("/_api/health/ready");

      assertThat(ready.status()).isEqualTo(200);
      assertThat(entry(ready).getString("reload")).isEqualTo("refused");
      assertThat(entry(ready).getString("warning"))
          .isEqualTo("a newer version of the notebook is not served; the log says why");
    }
  }

  @Test
  void whileItDrainsRunningCallsEndAndNewOnesAreRefused() throws TimeoutException {
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT, served);
        RawClient running = gateway.connect()) {
      running.send(head("GET", "/slow", 0));
      begun.future().await(10, TimeUnit.SECONDS);
      Future<Void> drained = gateway.drain();

      RawClient.Answer refused = gateway.get("/quick");
      RawClient.Answer ready = gateway.get("/_api/health/ready");
      assertThat(drained.isComplete()).isFalse();
      slow.complete(RecordingInvoker.text("slow"));
      RawClient.Answer answer = running.read();

      assertThat(refused.status()).isEqualTo(503);
      assertThat(code(refused)).isEqualTo("draining");
      assertThat(refused.header("Connection")).contains("close");
      assertThat(refused.header("Retry-After")).contains("1");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(new JsonObject(ready.body()).getString("status")).isEqualTo("draining");
      assertThat(answer.body()).isEqualTo("slow");
      assertThat(answer.header("Connection")).contains("close");
      assertThat(running.isClosed()).isTrue();
      assertThat(drained.await(10, TimeUnit.SECONDS)).isNull();
      assertThat(served.drain().calls()).isZero();
    }
  }

  @Test
  void aCellThatRunsOnWithoutItsClientIsACallUntilItEnds() throws TimeoutException {
    Promise<Void> end = Promise.promise();
    Served lonely =
        notebook("n", RecordingInvoker.naming().runningUntil(end.future()), "GET /lonely");
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT, lonely)) {
      assertThat(gateway.get("/lonely").status()).isEqualTo(200);
      assertThat(lonely.drain().calls()).isEqualTo(1);

      end.complete();

      lonely.drain().empty().await(10, TimeUnit.SECONDS);
      assertThat(lonely.drain().calls()).isZero();
    }
  }

  @Test
  void aCallWhoseEndCannotBeToldIsCountedNoMore() throws TimeoutException {
    Served broken = notebook("n", RecordingInvoker.naming().withoutEnd(), "GET /broken");
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT, broken)) {
      assertThat(gateway.get("/broken").status()).isEqualTo(200);

      assertThat(broken.drain().calls()).isZero();
    }
  }

  @Test
  void aConnectionThatWaitsIsClosedWhenItDrains() throws TimeoutException {
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT, served);
        RawClient idle = gateway.connect()) {
      idle.send(head("GET", "/quick", 0)).read();

      gateway.drain().await(10, TimeUnit.SECONDS);

      assertThat(idle.isClosed()).isTrue();
    }
  }

  @Test
  void aCallThatEndsWithTheServerIsAnsweredAsDraining() throws TimeoutException {
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT, served);
        RawClient running = gateway.connect()) {
      running.send(head("GET", "/slow", 0));
      begun.future().await(10, TimeUnit.SECONDS);
      gateway.stop().await(10, TimeUnit.SECONDS);
      slow.fail(new GatewayException(ErrorCode.KERNEL_DIED, "stopped"));

      RawClient.Answer answer = running.read();

      assertThat(answer.status()).isEqualTo(503);
      assertThat(code(answer)).isEqualTo("draining");
    }
  }

  private static String code(RawClient.Answer answer) {
    return new JsonObject(answer.body()).getString("code");
  }

  private static JsonObject entry(RawClient.Answer ready) {
    return new JsonObject(ready.body()).getJsonArray("notebooks").getJsonObject(0);
  }
}
