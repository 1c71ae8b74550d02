package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.invocation.Response.Timing;
import dev.cellroute.logging.Facts;

/**
 * How a request ended. {@code path} is as it came, still percent-encoded and without its query,
 * because tokens travel there; {@code status} is 499 where the client had left; {@code bytes} is
 * the length of the body that was sent. In a log it is one line, in which whatever could end the
 * line or colour a terminal is replaced.
 */
public record RequestEnd(
    String id,
    String method,
    String path,
    RouteName route,
    int status,
    long bytes,
    Timing timing,
    long totalNanos,
    Trace trace)
    implements Facts {
  public RequestEnd {
    requireNonNull(id, "id");
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    requireNonNull(route, "route");
    requireNonNull(timing, "timing");
    requireNonNull(trace, "trace");
  }

  @Override
  public String title() {
    return "request";
  }

  @Override
  public void tell(Sink sink) {
    sink.text("method", Printable.of(method));
    sink.text("path", Printable.of(path));
    sink.number("status", status);
    sink.number("bytes", bytes);
    sink.millis("total-ms", totalNanos);
    sink.millis("queue-ms", timing.queueNanos());
    sink.millis("cell-ms", timing.cellNanos());
    sink.text("id", id);
    trace.context().ifPresent(context -> sink.text("trace", context.traceId()));
  }

  @Override
  public String toString() {
    return Facts.text(this);
  }
}
