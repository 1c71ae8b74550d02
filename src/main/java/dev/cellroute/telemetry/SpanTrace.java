package dev.cellroute.telemetry;

import dev.cellroute.http.RequestEnd;
import dev.cellroute.http.Trace;
import dev.cellroute.http.TraceContext;
import dev.cellroute.invocation.Response.Timing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The span of one request, and below it those of its wait for a kernel and of its cell, which are
 * made at the end, when it is known how long they took.
 */
final class SpanTrace implements Trace {
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> REQUEST =
      AttributeKey.stringKey("cellroute.request.id");
  private static final AttributeKey<String> NOTEBOOK = AttributeKey.stringKey("cellroute.notebook");
  private static final AttributeKey<String> LANE = AttributeKey.stringKey("cellroute.lane");

  private final Tracer tracer;
  private final Context context;
  private final Span span;
  private final String state;
  private Instant called = Instant.EPOCH;

  SpanTrace(Tracer tracer, Context context, Span span, String state) {
    this.tracer = tracer;
    this.context = context;
    this.span = span;
    this.state = state;
  }

  @Override
  public Optional<TraceContext> context() {
    SpanContext own = span.getSpanContext();
    return Optional.of(
        new TraceContext(own.getTraceId(), own.getSpanId(), own.getTraceFlags().asHex(), state));
  }

  @Override
  public void called() {
    called = Instant.now();
  }

  @Override
  public void ended(RequestEnd request) {
    if (span.isRecording()) {
      describe(request);
      addParts(request.timing());
    }
    span.end();
  }

  private void describe(RequestEnd request) {
    span.updateName(request.method() + " " + request.route().template());
    span.setAttribute(METHOD, request.method());
    span.setAttribute(PATH, request.path());
    span.setAttribute(ROUTE, request.route().template());
    span.setAttribute(NOTEBOOK, request.route().notebook());
    span.setAttribute(REQUEST, request.id());
    span.setAttribute(STATUS, (long) request.status());
    if (request.status() >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
  }

  private void addParts(Timing timing) {
    if (timing.equals(Timing.NONE)) {
      return;
    }
    Instant granted = called.plusNanos(timing.queueNanos());
    part("queue", called).end(granted);
    if (timing.cellNanos() > 0) {
      Instant left = granted.plus(Duration.ofNanos(timing.cellNanos()));
      part("cell", granted).setAttribute(LANE, timing.lane().text()).end(left);
    }
  }

  private Span part(String name, Instant from) {
    return tracer.spanBuilder(name).setParent(context).setStartTimestamp(from).startSpan();
  }
}
