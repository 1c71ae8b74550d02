package dev.cellroute.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.http.MetricsPage;
import dev.cellroute.http.Observers;
import dev.cellroute.http.RequestEnd;
import dev.cellroute.http.RequestListener;
import dev.cellroute.http.RouteName;
import dev.cellroute.http.Trace;
import dev.cellroute.invocation.CallLane;
import dev.cellroute.invocation.Response.Timing;
import dev.cellroute.pool.PoolSnapshot;
import dev.cellroute.pool.PoolSnapshot.Condition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TelemetryTest {
  private static final RouteName IRIS = new RouteName("iris.ipynb", "/iris/:id");
  private static final Timing TIMING = new Timing(1_000_000, 2_000_000, 0, CallLane.RESIDENT);

  private final Vertx vertx = Vertx.vertx();
  private final Telemetry telemetry = Telemetry.open(vertx, Map.of(), () -> 7);

  @AfterEach
  void close() throws TimeoutException {
    telemetry.close().await(10, TimeUnit.SECONDS);
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void aRequestIsCountedByRouteMethodAndStatus() {
    RequestListener requests = observers().requests();
    requests.began();
    requests.began();
    requests.route(IRIS).ended(end("GET", 200, TIMING));

    assertThat(text())
        .contains(
            line("cellroute_http_requests_total", "method=\"GET\",", ",status=\"2xx\"", "1.0"),
            line("cellroute_http_response_body_bytes_total", "", "", "10.0"),
            line("cellroute_http_request_duration_seconds_count", "", "", "1"),
            line("cellroute_http_request_duration_seconds_sum", "", "", "0.004"),
            line("cellroute_http_request_queue_seconds_sum", "", "", "0.001"),
            line("cellroute_http_request_kernel_seconds_sum", "lane=\"resident\",", "", "0.002"),
            "cellroute_http_requests_in_flight 1.0\n");
  }

  @Test
  void routesBeyondTheBoundAreCountedTogether() {
    RequestListener requests = observers().requests();
    for (int number = 0; number < RequestMeters.MAX_ROUTES; number++) {
      requests.route(new RouteName("iris.ipynb", "/" + number));
    }

    requests.route(IRIS).ended(end("GET", 200, TIMING));
    requests.route(new RouteName("iris.ipynb", "/7")).ended(end("GET", 200, TIMING));

    assertThat(text())
        .contains("notebook=\"\",route=\"(other)\"", "route=\"/7\"")
        .doesNotContain("/iris/:id");
  }

  private static String line(String name, String before, String after, String value) {
    return name + "{" + before + "notebook=\"iris.ipynb\",route=\"/iris/:id\"" + after + "} "
        + value + "\n";
  }

  @Test
  void whatSawNoKernelHasNoTimesOfOne() {
    observers().requests().route(IRIS).ended(end("GET", 404, Timing.NONE));
    observers().requests().route(IRIS).ended(end("GET", 503, new Timing(1_000_000, 0)));

    assertThat(text())
        .contains("cellroute_http_request_queue_seconds_count{notebook=\"iris.ipynb\","
            + "route=\"/iris/:id\"} 1\n")
        .doesNotContain("cellroute_http_request_kernel_seconds_count");
  }

  @Test
  void noWordOfAClientMakesTheTextLonger() {
    RequestListener.OfRoute unmatched = observers().requests().route(RouteName.UNMATCHED);
    unmatched.ended(end("BREW", 405, Timing.NONE));
    int before = text().length();
    for (int request = 0; request < 1_000; request++) {
      unmatched.ended(end("METHOD" + request, 405, Timing.NONE));
    }

    assertThat(text()).hasSizeBetween(before - 200, before + 200).contains("method=\"OTHER\"");
  }

  @Test
  void aReloadedRouteGoesOnCounting() {
    observers().requests().route(IRIS).ended(end("GET", 200, TIMING));
    observers().requests().route(IRIS).ended(end("GET", 200, TIMING));

    assertThat(text()).contains("status=\"2xx\"} 2.0\n");
  }

  @Test
  void thePoolsAreAsTheyAreNow() {
    PoolView pool = new PoolView("iris.ipynb", "/a", new PoolSnapshot(4, 1, 2, 1, 5, 0, ""));
    PoolSnapshot failing =
        new PoolSnapshot(1, 1, 0, 0, 0, 0, "no", 3, Map.of(), Condition.DEGRADED);
    PoolView twin = new PoolView("iris.ipynb", "/a", failing);

    assertThat(text(List.of(pool, twin), ""))
        .contains(
            "cellroute_kernels{mount=\"/a\",notebook=\"iris.ipynb\",state=\"busy\"} 2.0\n",
            "cellroute_kernels{mount=\"/a\",notebook=\"iris.ipynb\",state=\"idle\"} 2.0\n",
            "cellroute_kernels{mount=\"/a\",notebook=\"iris.ipynb\",state=\"starting\"} 1.0\n",
            "cellroute_kernels{mount=\"/a\",notebook=\"iris.ipynb\",state=\"retiring\"} 3.0\n",
            "cellroute_notebook_degraded{mount=\"/a\",notebook=\"iris.ipynb\"} 1.0\n",
            "cellroute_queue_length{mount=\"/a\",notebook=\"iris.ipynb\"} 5.0\n");
  }

  @Test
  void kernelsAndReloadsAreCounted() {
    telemetry.kernels().started("iris.ipynb", Duration.ofSeconds(3));
    telemetry.kernels().gone("iris.ipynb", "died");
    telemetry.kernels().reloaded("iris.ipynb", "swapped");

    assertThat(text())
        .contains(
            "cellroute_kernel_start_seconds_sum{notebook=\"iris.ipynb\"} 3.0\n",
            "cellroute_kernels_gone_total{cause=\"died\",notebook=\"iris.ipynb\"} 1.0\n",
            "cellroute_reloads_total{notebook=\"iris.ipynb\",outcome=\"swapped\"} 1.0\n");
  }

  @Test
  void theEndOfTheCertificateIsToldOnceThereIsOne() {
    assertThat(text()).doesNotContain("cellroute_tls_certificate_expiry_timestamp_seconds");

    observers().certificate().used(Instant.parse("2030-01-01T00:00:00Z"));
    observers().certificate().used(Instant.parse("2031-01-01T00:00:00Z"));

    assertThat(text()).contains("cellroute_tls_certificate_expiry_timestamp_seconds 1.924992E9\n");
  }

  @Test
  void theProcessIsMeasuredToo() {
    assertThat(text())
        .contains(
            "cellroute_log_dropped_lines_total 7.0\n",
            "jvm_memory_used_bytes{",
            "jvm_threads_live_threads ",
            "process_cpu_usage ");
  }

  @Test
  void openMetricsIsWrittenForWhomAsksForIt() {
    assertThat(text(List.of(), "application/openmetrics-text;version=1.0.0")).endsWith("# EOF\n");
    assertThat(page("application/openmetrics-text").type())
        .startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(page("").type()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
  }

  private static RequestEnd end(String method, int status, Timing timing) {
    return new RequestEnd("id", method, "/iris/1", IRIS, status, 10, timing, 4_000_000, Trace.NONE);
  }

  private Observers observers() {
    return telemetry.observers(List::of);
  }

  private String text() {
    return text(List.of(), "");
  }

  private String text(List<PoolView> pools, String accept) {
    return await(telemetry.observers(() -> pools).metrics().page(accept)).text().toString();
  }

  private MetricsPage.Page page(String accept) {
    return await(observers().metrics().page(accept));
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
