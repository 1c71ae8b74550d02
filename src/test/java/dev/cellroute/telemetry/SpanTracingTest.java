package dev.cellroute.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.http.RequestEnd;
import dev.cellroute.http.RouteName;
import dev.cellroute.http.Trace;
import dev.cellroute.http.TraceContext;
import dev.cellroute.http.Tracing;
import dev.cellroute.invocation.CallLane;
import dev.cellroute.invocation.Response.Timing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SpanTracingTest {
  private static final TraceContext CALLER =
      new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01", "a=1,b=2");
  private static final Timing TIMING = new Timing(1_000_000, 2_000_000, 0, CallLane.RESIDENT);

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider = SdkTracerProvider.builder()
      .addSpanProcessor(SimpleSpanProcessor.create(exporter))
      .build();
  private final Tracing tracing = SpanTracing.of(provider);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void aRequestIsASpanBelowItsCallers() {
    Trace trace = tracing.follow("GET", Optional.of(CALLER));
    trace.called();
    trace.ended(end(trace, 200, TIMING));

    SpanData request = span("GET /iris/:id");
    assertThat(request.getTraceId()).isEqualTo(CALLER.traceId());
    assertThat(request.getParentSpanId()).isEqualTo(CALLER.spanId());
    assertThat(request.getSpanContext().getTraceState().asMap())
        .containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
    assertThat(request.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
        .isEqualTo(200);
  }

  @Test
  void theWaitAndTheCellAreSpansBelowTheRequest() {
    Trace trace = tracing.begin("GET");
    trace.called();
    trace.ended(end(trace, 200, TIMING));

    SpanData request = span("GET /iris/:id");
    SpanData queue = span("queue");
    SpanData cell = span("cell");
    assertThat(queue.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(cell.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(queue.getEndEpochNanos() - queue.getStartEpochNanos()).isEqualTo(1_000_000);
    assertThat(cell.getStartEpochNanos()).isEqualTo(queue.getEndEpochNanos());
    assertThat(cell.getEndEpochNanos() - cell.getStartEpochNanos()).isEqualTo(2_000_000);
    assertThat(cell.getAttributes().get(AttributeKey.stringKey("cellroute.lane")))
        .isEqualTo("resident");
  }

  @Test
  void theCellGoesOnFromTheSpanOfTheRequest() {
    Trace trace = tracing.follow("GET", Optional.of(CALLER));
    trace.ended(end(trace, 404, Timing.NONE));

    SpanData request = span("GET /iris/:id");
    assertThat(trace.context())
        .contains(new TraceContext(CALLER.traceId(), request.getSpanId(), "01", "a=1,b=2"));
    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
  }

  @Test
  void aCallerThatDoesNotRecordIsFollowedInThat() {
    TraceContext silent = new TraceContext(CALLER.traceId(), CALLER.spanId(), "00", "");
    Trace trace = tracing.follow("GET", Optional.of(silent));
    trace.ended(end(trace, 200, TIMING));

    assertThat(exporter.getFinishedSpanItems()).isEmpty();
    assertThat(trace.context().orElseThrow().flags()).isEqualTo("00");
    assertThat(trace.context().orElseThrow().traceId()).isEqualTo(CALLER.traceId());
  }

  @Test
  void aTraceThatIsNotValidIsReplaced() {
    Trace trace = tracing.follow("GET", Optional.empty());
    trace.ended(end(trace, 500, TIMING));

    SpanData request = span("GET /iris/:id");
    assertThat(request.getParentSpanContext().isValid()).isFalse();
    assertThat(request.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  private SpanData span(String name) {
    return exporter.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static RequestEnd end(Trace trace, int status, Timing timing) {
    RouteName route = new RouteName("iris.ipynb", "/iris/:id");
    return new RequestEnd("id", "GET", "/iris/1", route, status, 10, timing, 4_000_000, trace);
  }
}
