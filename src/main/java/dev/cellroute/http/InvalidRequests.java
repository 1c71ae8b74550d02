package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Answers what the HTTP decoder refused: 414, 431 or 400, after which the connection is closed. */
final class InvalidRequests implements Handler<HttpServerRequest> {
  private final Entrance entrance;
  private final ResponseWriter writer;

  InvalidRequests(Entrance entrance, ResponseWriter writer) {
    this.entrance = requireNonNull(entrance, "entrance");
    this.writer = requireNonNull(writer, "writer");
  }

  @Override
  public void handle(HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    writer.writeFailure(entrance.admit(request), failure(request.decoderResult().cause()));
  }

  // The decoder's own words may quote the request, so they stay here.
  private static GatewayException failure(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new GatewayException(
          ErrorCode.URI_TOO_LONG, "request line: longer than http.max-uri", cause);
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return new GatewayException(
          ErrorCode.HEADERS_TOO_LARGE, "headers: larger than http.max-headers", cause);
    }
    return new GatewayException(ErrorCode.BAD_REQUEST, "the request is not valid HTTP", cause);
  }
}
