package dev.cellroute.invocation;

import dev.cellroute.fault.Durations;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;

/** The answer of one call, given once; what comes later is dropped. A failure is logged. */
final class CallAnswer {
  private final String notebook;
  private final Invocation invocation;
  private final Promise<Response> promise = Promise.promise();

  CallAnswer(String notebook, Invocation invocation) {
    this.notebook = notebook;
    this.invocation = invocation;
  }

  Future<Response> future() {
    return promise.future();
  }

  void end(AsyncResult<Response> result) {
    if (result.failed()) {
      fail(result.cause());
    } else {
      promise.tryComplete(result.result());
    }
  }

  void fail(Throwable failure) {
    GatewayException known = failure instanceof GatewayException ours
        ? ours
        : new GatewayException(ErrorCode.INTERNAL, ErrorCode.INTERNAL.title(), failure);
    if (promise.tryFail(known)) {
      CallLog.failed(notebook, invocation, known);
    }
  }

  /** What a call fails with that was not answered in its time. */
  static GatewayException tooLate(Invocation invocation, Response.Timing timing) {
    return new GatewayException(
        ErrorCode.DEADLINE,
        "no answer within %s (queued %s, running %s)"
            .formatted(
                Durations.text(invocation.timeout()),
                Durations.text(Duration.ofNanos(timing.queueNanos())),
                Durations.text(Duration.ofNanos(timing.cellNanos()))));
  }

  /** A timer counts in milliseconds; a part of one is waited for, too. */
  static long millis(Duration left) {
    return left.plusNanos(999_999).toMillis();
  }
}
