package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.http.BodyDecoder.Decoded;
import dev.cellroute.invocation.Body;
import dev.cellroute.invocation.Header;
import dev.cellroute.invocation.Invocation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a matched HTTP request into an {@link Invocation}. Small bodies are read where they arrive;
 * large ones and those with files on a worker thread.
 */
final class RequestReader {
  // Checking this much JSON takes well under a millisecond.
  private static final int LARGE = 128 * 1024;

  private static final Set<String> TRACE_HEADERS = Set.of("Traceparent", "Tracestate");

  private static final boolean ANY_ORDER = false;

  private final Vertx vertx;
  private final BodyReader bodies;
  private final BodyDecoder decoder;
  private final Credentials credentials;
  private final Duration timeout;

  RequestReader(
      Vertx vertx,
      BodyReader bodies,
      BodyDecoder decoder,
      Credentials credentials,
      Duration timeout) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.bodies = requireNonNull(bodies, "bodies");
    this.decoder = requireNonNull(decoder, "decoder");
    this.credentials = requireNonNull(credentials, "credentials");
    this.timeout = requireNonNull(timeout, "timeout");
  }

  /** A request as read; whoever has it discards the uploads when the call has ended. */
  record Incoming(Invocation invocation, Optional<Uploads> uploads) {}

  /** What can be wrong with the head is found before the body is read, and its files are kept. */
  Future<Incoming> read(Match match) {
    HttpServerRequest request = match.arrival().request();
    List<Header> headers = headers(match.arrival());
    Map<String, List<String>> query = credentials.query(match.arrival());
    return bodies
        .read(request)
        .compose(bytes -> decode(request, bytes))
        .map(decoded -> incoming(match, headers, query, decoded));
  }

  private Future<Decoded> decode(HttpServerRequest request, Buffer bytes) {
    ContentType type = ContentType.parse(request.getHeader(HttpHeaders.CONTENT_TYPE));
    if (bytes.length() > 0) {
      refuseEncoded(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    }
    if (bytes.length() == 0 && type.isAbsent()) {
      return Future.succeededFuture(Decoded.of(Body.Text.EMPTY));
    }
    return bytes.length() > LARGE || BodyDecoder.isMultipart(type)
        ? vertx.executeBlocking(() -> decoder.decode(type, bytes), ANY_ORDER)
        : Future.succeededFuture(decoder.decode(type, bytes));
  }

  private static void refuseEncoded(@Nullable String encoding) {
    if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
      throw new GatewayException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "Content-Encoding: bodies are read as they are (expected: identity)");
    }
  }

  private Incoming incoming(
      Match match, List<Header> headers, Map<String, List<String>> query, Decoded decoded) {
    Arrival arrival = match.arrival();
    String accept = arrival.request().getHeader(HttpHeaders.ACCEPT);
    Endpoint endpoint = match.route().endpoint();
    Invocation invocation = new Invocation(
        endpoint,
        arrival.id(),
        arrival.method(),
        credentials.url(arrival),
        headers,
        query,
        match.route().path(),
        decoded.body(),
        accept == null ? "" : accept,
        endpoint.options().timeout().orElse(timeout));
    return new Incoming(invocation, decoded.uploads());
  }

  private List<Header> headers(Arrival arrival) {
    List<Header> headers = new ArrayList<>();
    arrival.request().headers().forEach((name, value) -> {
      if (name.isEmpty()) {
        throw new GatewayException(ErrorCode.BAD_REQUEST, "headers: one has no name");
      }
      if (!credentials.hides(name)) {
        headers.add(new Header(HeaderCase.of(name), value));
      }
    });
    if (Streams.isMultiplexed(arrival.request())) {
      Streams.likeHttp1(headers, arrival.request());
    }
    arrival.trace().context().ifPresent(context -> putTrace(headers, context));
    return headers;
  }

  /** The cell goes on from the gateway's place in the trace, not from the caller's. */
  private static void putTrace(List<Header> headers, TraceContext context) {
    headers.removeIf(header -> TRACE_HEADERS.contains(header.name()));
    headers.add(new Header("Traceparent", context.parent()));
    if (!context.state().isEmpty()) {
      headers.add(new Header("Tracestate", context.state()));
    }
  }
}
