package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.Invoker;
import dev.cellroute.invocation.Response;
import dev.cellroute.invocation.Response.Timing;
import dev.cellroute.testing.Configs;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class RequestListenerTest {
  private static final Timing TIMING = new Timing(1_000_000, 2_345_678);

  private final RecordingListener listener = new RecordingListener();

  @Test
  void aRequestIsToldToItsRouteWithWhereItsTimeWent() throws Exception {
    Served hello = notebook("hello", RecordingInvoker.naming(), "GET /hello/:name");
    try (RunningGateway gateway =
        RunningGateway.start(Configs.DEFAULT.withBasePath("/base"), listener.alone(), hello)) {
      gateway.get("/base/hello/Ada?token=secret", "X-Request-Id: mine");
      listener.await(1);
    }

    assertThat(listener.ended.get(new RouteName("hello.ipynb", "/base/hello/:name")))
        .singleElement()
        .satisfies(end -> {
          assertThat(end.id()).isEqualTo("mine");
          assertThat(end.method()).isEqualTo("GET");
          assertThat(end.path()).isEqualTo("/base/hello/Ada");
          assertThat(end.status()).isEqualTo(200);
          assertThat(end.bytes()).isEqualTo("GET /hello/:name\n".length());
          assertThat(end.timing()).isEqualTo(TIMING);
          assertThat(end.totalNanos()).isPositive();
        });
    assertThat(listener.began).hasValue(1);
  }

  @Test
  void whatFindsNoRouteSharesOneName() throws Exception {
    Served hello = notebook("hello", RecordingInvoker.naming(), "GET /hello");
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT, listener.alone(), hello)) {
      gateway.get("/nothing");
      gateway.ask("POST", "/hello");
      gateway.get("/_api/health/live");
      gateway.get("/_api/nothing");
      listener.await(4);
    }

    assertThat(listener.ended.get(RouteName.UNMATCHED))
        .extracting(RequestEnd::status)
        .containsExactlyInAnyOrder(404, 405);
    assertThat(listener.ended.get(RouteName.BUILT_IN))
        .extracting(RequestEnd::status)
        .containsExactlyInAnyOrder(200, 404);
  }

  @Test
  void aFailedCallTellsWhereItsTimeWent() throws Exception {
    Invoker late = invocation -> new Invoker.Call() {
      @Override
      public Future<Response> response() {
        return Future.failedFuture(new GatewayException(ErrorCode.DEADLINE, "too late"));
      }

      @Override
      public Timing timing() {
        return TIMING;
      }

      @Override
      public void cancel() {}
    };
    try (RunningGateway gateway = RunningGateway.start(
        Configs.DEFAULT, listener.alone(), notebook("hello", late, "GET /hello"))) {
      assertThat(gateway.get("/hello").header("Server-Timing"))
          .hasValueSatisfying(timing ->
              assertThat(timing).startsWith("queue;dur=1.000, cell;dur=2.345, total;dur="));
      listener.await(1);
    }

    assertThat(listener.ended.get(new RouteName("hello.ipynb", "/hello")))
        .extracting(RequestEnd::status, RequestEnd::timing)
        .containsExactly(tuple(504, TIMING));
  }

  @Test
  void anInvokerThatThrowsIsACallThatFails() throws TimeoutException {
    Invoker broken = invocation -> {
      throw new IllegalStateException("a bug");
    };
    try (RunningGateway gateway = RunningGateway.start(
        Configs.DEFAULT, listener.alone(), notebook("hello", broken, "GET /hello"))) {
      assertThat(gateway.get("/hello").status()).isEqualTo(500);
    }
  }

  @Test
  void theMetricsAreAnsweredInTheFormatThatIsAskedFor() throws TimeoutException {
    MetricsPage page = accept ->
        Future.succeededFuture(new MetricsPage.Page("text/plain", Buffer.buffer("for " + accept)));
    Observers observers = new Observers(listener, Tracing.OFF, page, CertificateListener.NONE);
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT, observers)) {
      assertThat(gateway.get("/_api/metrics", "Accept: text/plain").body())
          .isEqualTo("for text/plain");
      assertThat(gateway.ask("POST", "/_api/metrics").status()).isEqualTo(405);
    }
  }

  @Test
  void theMetricsAreBehindTheToken() throws TimeoutException {
    try (RunningGateway gateway = RunningGateway.start(Configs.DEFAULT.withToken("key"))) {
      assertThat(gateway.get("/_api/metrics").status()).isEqualTo(401);
      assertThat(gateway.get("/_api/metrics", "Authorization: Bearer key").status())
          .isEqualTo(200);
    }
  }
}
