package dev.cellroute.telemetry;

import dev.cellroute.http.Trace;
import dev.cellroute.http.TraceContext;
import dev.cellroute.http.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import java.util.Optional;

/** Gives each request a span of its own, below its caller's where there is one. */
final class SpanTracing implements Tracing {
  private final Tracer tracer;

  private SpanTracing(Tracer tracer) {
    this.tracer = tracer;
  }

  static Tracing of(TracerProvider provider) {
    return new SpanTracing(provider.get("dev.cellroute"));
  }

  @Override
  public Trace begin(String method) {
    return begin(method, Context.root(), "");
  }

  /** A caller's trace that is not valid is replaced by a new one. */
  @Override
  public Trace follow(String method, Optional<TraceContext> caller) {
    return caller
        .map(known -> begin(method, Context.root().with(Span.wrap(remote(known))), known.state()))
        .orElseGet(() -> begin(method));
  }

  private Trace begin(String method, Context parent, String state) {
    Span span = tracer
        .spanBuilder(method)
        .setSpanKind(SpanKind.SERVER)
        .setParent(parent)
        .startSpan();
    return new SpanTrace(tracer, parent.with(span), span, state);
  }

  private static SpanContext remote(TraceContext caller) {
    return SpanContext.createFromRemoteParent(
        caller.traceId(),
        caller.spanId(),
        TraceFlags.fromHex(caller.flags(), 0),
        state(caller.state()));
  }

  /** The last member is the oldest, and a builder puts the newest first. */
  private static TraceState state(String text) {
    TraceStateBuilder state = TraceState.builder();
    String[] members = text.isEmpty() ? new String[0] : text.split(",", -1);
    for (int place = members.length - 1; place >= 0; place--) {
      String[] pair = members[place].split("=", 2);
      state.put(pair[0], pair[1]);
    }
    return state.build();
  }
}
