package dev.cellroute.invocation;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * What a call is answered with. {@code headers} are the notebook's own, validated, and always hold
 * a Content-Type when there is a body; {@code timing} says where the time went.
 */
public record Response(int status, List<Header> headers, Buffer body, Timing timing) {
  /**
   * Nanoseconds spent waiting for a kernel and running on it, how many callers the run was for, 0
   * where it was not a batch, and which way it went.
   */
  public record Timing(long queueNanos, long cellNanos, int batch, CallLane lane) {
    public static final Timing NONE = new Timing(0, 0);

    public Timing {
      requireNonNull(lane, "lane");
    }

    /** The timing of a call that had its run for itself and went the standard way. */
    public Timing(long queueNanos, long cellNanos) {
      this(queueNanos, cellNanos, 0);
    }

    /** The timing of a call that went the standard way. */
    public Timing(long queueNanos, long cellNanos, int batch) {
      this(queueNanos, cellNanos, batch, CallLane.JUPYTER);
    }

    public boolean isBatched() {
      return batch > 0;
    }
  }

  public Response {
    headers = List.copyOf(headers);
    requireNonNull(body, "body");
    requireNonNull(timing, "timing");
  }
}
