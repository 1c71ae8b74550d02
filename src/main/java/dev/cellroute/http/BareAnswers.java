package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers connections that have sent no request, below Vert.x, which has no place for that: 408 to
 * a client whose request does not arrive, 503 to one there is no room for. Then the connection is
 * closed. HTTP/2 has no such answers; there the connection is closed only.
 */
final class BareAnswers implements Connections.Refusal {
  private static final Logger LOG = LoggerFactory.getLogger(BareAnswers.class);

  private static final long NO_ERROR = 0;

  private final ProblemJson problems;
  private final RequestIds ids;

  BareAnswers(ProblemJson problems, RequestIds ids) {
    this.problems = requireNonNull(problems, "problems");
    this.ids = requireNonNull(ids, "ids");
  }

  @Override
  public void tooSlow(HttpConnection connection) {
    answer(
        connection,
        new GatewayException(
            ErrorCode.REQUEST_TIMEOUT, "no complete request within http.header-timeout"));
  }

  @Override
  public void tooMany(HttpConnection connection) {
    answer(
        connection,
        new GatewayException(ErrorCode.NO_CAPACITY, "more connections than http.max-connections"));
  }

  /** Vert.x' own way of closing waits until all is written, which a stalled client never allows. */
  @Override
  public void leave(HttpConnection connection) {
    if (connection instanceof Http1xServerConnection http1) {
      ChannelFuture unused = http1.channelHandlerContext().close();
    } else {
      connection.close();
    }
  }

  /** HTTP/1.1 is told in each answer; HTTP/2 has a word of its own. */
  @Override
  public void announceEnd(HttpConnection connection) {
    if (!(connection instanceof Http1xServerConnection)) {
      connection.goAway(NO_ERROR);
    }
  }

  private void answer(HttpConnection connection, GatewayException failure) {
    String id = ids.of(null);
    LOG.debug("connection refused code={} id={}", failure.code().code(), id);
    if (connection instanceof Http1xServerConnection http1) {
      ChannelHandlerContext channel = http1.channelHandlerContext();
      channel.writeAndFlush(response(failure, id)).addListener(ChannelFutureListener.CLOSE);
    } else {
      connection.close();
    }
  }

  private FullHttpResponse response(GatewayException failure, String id) {
    int status = StatusOf.code(failure.code());
    Buffer body = problems.withoutRequest(failure, id).toBuffer();
    FullHttpResponse response = new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1,
        HttpResponseStatus.valueOf(status),
        Unpooled.wrappedBuffer(body.getBytes()));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, ProblemJson.TYPE)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .set("X-Request-Id", id)
        .set("X-Content-Type-Options", "nosniff");
    if (status == 503) {
      response.headers().set(HttpHeaderNames.RETRY_AFTER, ProblemJson.RETRY_SECONDS);
    }
    return response;
  }
}
