package dev.cellroute.http;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.Header;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is different where a connection carries many requests at once, each a stream of its own
 * (HTTP/2, RFC 9113). Used on the server's event loop.
 */
final class Streams {
  private static final long NO_ERROR = 0;
  private static final long CANCEL = 8;

  private Streams() {}

  static boolean isMultiplexed(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2;
  }

  /** That of {@code :authority}; Vert.x resets a stream whose {@code Host} says something else. */
  static String host(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    if (authority == null) {
      throw new GatewayException(ErrorCode.BAD_REQUEST, "Host: missing or repeated");
    }
    return authority.toString();
  }

  /** The headers a cell would get over HTTP/1.1: one host, one line of cookies (8.2.3, 8.3.1). */
  static void likeHttp1(List<Header> headers, HttpServerRequest request) {
    headers.removeIf(header -> header.name().equals("Host"));
    headers.add(new Header("Host", host(request)));
    List<Header> cookies =
        headers.stream().filter(header -> header.name().equals("Cookie")).toList();
    if (cookies.size() > 1) {
      headers.removeAll(cookies);
      headers.add(new Header(
          "Cookie", cookies.stream().map(Header::value).collect(Collectors.joining("; "))));
    }
  }

  /** The answer stands; what the client still sends is not wanted (8.1). */
  static void stopReading(HttpServerRequest request) {
    reset(request, NO_ERROR);
  }

  /** Nothing more is written. */
  static void abandon(HttpServerRequest request) {
    reset(request, CANCEL);
  }

  /** One that has closed in the meantime cannot be reset, and need not. */
  private static void reset(HttpServerRequest request, long code) {
    Future<Void> unused = request.response().reset(code);
  }
}
