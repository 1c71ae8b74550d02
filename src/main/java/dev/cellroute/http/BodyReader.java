package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.DataSize;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request's body, up to a limit: what is declared too long is refused unread, what turns
 * out too long is dropped piece by piece. A client that waits for {@code 100 Continue} gets it when
 * the body is wanted. Used on the request's event loop.
 */
final class BodyReader {
  private static final int FIRST_SIZE = 4 * 1024;
  // A declared length is a promise only; more is taken as bytes arrive.
  private static final int MOST_AHEAD = 256 * 1024;

  private final DataSize limit;
  private final Connections connections;

  BodyReader(DataSize limit, Connections connections) {
    this.limit = requireNonNull(limit, "limit");
    this.connections = requireNonNull(connections, "connections");
  }

  /**
   * The bytes; fails with {@code BODY_TOO_LARGE}, {@code EXPECTATION_FAILED},
   * {@code REQUEST_TIMEOUT}, {@code CANCELLED}.
   */
  Future<Buffer> read(HttpServerRequest request) {
    long declared = declaredLength(request);
    if (declared == 0) {
      return Future.succeededFuture(Buffer.buffer());
    }
    if (declared > limit.bytes()) {
      return Future.failedFuture(tooLarge());
    }
    String expectation = request.getHeader(HttpHeaders.EXPECT);
    if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
      return Future.failedFuture(new GatewayException(
          ErrorCode.EXPECTATION_FAILED, "Expect: unknown (expected: 100-continue)"));
    }
    return new Reading(request, declared).start(expectation);
  }

  /** 0 when there is no body, -1 when its length is not known beforehand. */
  private static long declaredLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
              || Streams.isMultiplexed(request)
          ? -1
          : 0;
    }
    // The HTTP decoder has refused what is not a number.
    return Long.parseLong(length);
  }

  private GatewayException tooLarge() {
    return new GatewayException(
        ErrorCode.BODY_TOO_LARGE, "body: more than %s (http.max-body)".formatted(limit));
  }

  /** One body under way. */
  private final class Reading {
    private final HttpServerRequest request;
    private final Buffer bytes;
    private final Promise<Buffer> promise = Promise.promise();

    Reading(HttpServerRequest request, long declared) {
      this.request = request;
      this.bytes = Buffer.buffer(declared < 0 ? FIRST_SIZE : (int) Math.min(declared, MOST_AHEAD));
    }

    Future<Buffer> start(@Nullable String expectation) {
      connections.bodyBegins(request, this::stalled);
      request.handler(this::take).endHandler(end -> finish()).exceptionHandler(this::broken);
      if (expectation != null) {
        request.response().writeContinue().onFailure(this::broken);
      }
      return promise.future();
    }

    private void take(Buffer piece) {
      if (bytes.length() + (long) piece.length() > limit.bytes()) {
        fail(tooLarge());
        return;
      }
      connections.bodyArrives(request, piece.length());
      bytes.appendBuffer(piece);
    }

    private void finish() {
      connections.bodyEnded(request);
      promise.tryComplete(bytes);
    }

    private void stalled() {
      fail(new GatewayException(
          ErrorCode.REQUEST_TIMEOUT,
          "body: it does not arrive, or too slowly (http.idle-timeout)"));
    }

    private void broken(Throwable cause) {
      fail(new GatewayException(ErrorCode.CANCELLED, "the client left", cause));
    }

    private void fail(GatewayException failure) {
      connections.bodyEnded(request);
      // From here on pieces are dropped, so that a keep-alive connection stays in step.
      request.handler(null);
      promise.tryFail(failure);
    }
  }
}
