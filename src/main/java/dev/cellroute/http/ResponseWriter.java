package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.invocation.Header;
import dev.cellroute.invocation.Response;
import dev.cellroute.invocation.Response.Timing;
import dev.cellroute.security.CorsPolicy;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Writes every answer there is: the notebook's headers, then those that each answer carries, then
 * the body. Bodies are dropped where HTTP has none. Each request is answered once, counted as ended
 * once, and logged once, also when the client has left.
 */
final class ResponseWriter {
  // How long a refused client may go on sending before its connection is closed under it.
  private static final long LINGER_MILLIS = 1000;

  // The entity tag of this much is computed in a fraction of a millisecond; of more, on a worker.
  private static final int LARGE = 1024 * 1024;

  private static final boolean ANY_ORDER = false;

  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NO_SNIFFING = HttpHeaders.createOptimized("nosniff");

  private final Vertx vertx;
  private final Failures failures;
  private final CorsPolicy cors;
  private final Connections connections;
  private final LongSupplier clock;

  ResponseWriter(
      Vertx vertx,
      Failures failures,
      CorsPolicy cors,
      Connections connections,
      LongSupplier clock) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.failures = requireNonNull(failures, "failures");
    this.cors = requireNonNull(cors, "cors");
    this.connections = requireNonNull(connections, "connections");
    this.clock = requireNonNull(clock, "clock");
  }

  void writeFailure(Arrival arrival, Throwable failure) {
    write(arrival, failures.answer(arrival, failure));
  }

  /** Of a call that had begun, so it is known where its time went. */
  void writeFailure(Arrival arrival, Throwable failure, Timing timing) {
    write(arrival, Answers.with(failures.answer(arrival, failure), timing));
  }

  void write(Arrival arrival, Response response) {
    HttpServerResponse out = arrival.request().response();
    if (out.closed() || out.ended()) {
      ended(arrival, StatusOf.CLIENT_GONE, 0, response.timing());
      return;
    }
    if (response.body().length() < LARGE) {
      writeHead(arrival, conditional(arrival, response));
      return;
    }
    vertx
        .executeBlocking(() -> conditional(arrival, response), ANY_ORDER)
        .onComplete(
            answer -> writeHead(arrival, answer),
            failure -> writeHead(arrival, failures.answer(arrival, failure)));
  }

  private static Response conditional(Arrival arrival, Response response) {
    return Conditional.apply(
        arrival.method(), arrival.request().getHeader(HttpHeaders.IF_NONE_MATCH), response);
  }

  private void writeHead(Arrival arrival, Response answer) {
    HttpServerResponse out = arrival.request().response();
    out.setStatusCode(answer.status());
    putHeaders(out.headers(), arrival, answer);
    if (isUnread(arrival.request(), answer.status())) {
      sayLast(out.headers(), arrival);
      refuseRest(arrival.request(), send(arrival, answer));
    } else {
      send(arrival, answer);
    }
  }

  private void putHeaders(MultiMap headers, Arrival arrival, Response response) {
    for (Header header : response.headers()) {
      headers.add(header.name(), header.value());
    }
    putCommonHeaders(headers, arrival);
    headers.set("Server-Timing", ServerTiming.of(response.timing(), elapsed(arrival)));
  }

  /** What answers carry that are not written here, such as files. */
  void putCommonHeaders(MultiMap headers, Arrival arrival) {
    headers.set(REQUEST_ID, arrival.id());
    headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFFING);
    if (connections.isLeaving()) {
      sayLast(headers, arrival);
    }
    String origin = arrival.request().getHeader(HttpHeaders.ORIGIN);
    cors.answer(Optional.ofNullable(origin)).forEach(headers::add);
  }

  /** Of this connection; HTTP/2 has a word of its own for that. */
  private static void sayLast(MultiMap headers, Arrival arrival) {
    if (!Streams.isMultiplexed(arrival.request())) {
      headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  private Future<Void> send(Arrival arrival, Response response) {
    HttpServerResponse out = arrival.request().response();
    int length = hasBody(response.status()) ? response.body().length() : 0;
    if (hasBody(response.status())) {
      out.headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
    }
    boolean silent = length == 0 || arrival.isHead();
    HttpServerRequest request = arrival.request();
    Future<Void> sent = silent
        ? out.end()
        : BodyPump.send(response.body(), out, () -> connections.answerLeaves(request));
    if (!sent.isComplete()) {
      connections.answerLeaves(request);
    }
    sent.onComplete(done -> ended(
        arrival,
        done.succeeded() ? response.status() : StatusOf.CLIENT_GONE,
        silent ? 0 : length,
        response.timing()));
    return sent;
  }

  private static boolean hasBody(int status) {
    return status >= 200 && status != 204 && status != 205 && status != 304;
  }

  /** A request that was refused for its size or slowness is not read to its end. */
  private static boolean isUnread(HttpServerRequest request, int status) {
    return !request.isEnded() && (status == 413 || status == 408 || status == 417);
  }

  private void refuseRest(HttpServerRequest request, Future<Void> answer) {
    if (Streams.isMultiplexed(request)) {
      answer.onSuccess(sent -> Streams.stopReading(request));
      return;
    }
    HttpConnection connection = request.connection();
    vertx.setTimer(LINGER_MILLIS, late -> connection.close());
  }

  private void ended(Arrival arrival, int status, long bytes, Timing timing) {
    connections.requestEnded(arrival.request());
    arrival.ended(status, bytes, timing, elapsed(arrival));
  }

  private long elapsed(Arrival arrival) {
    return clock.getAsLong() - arrival.start();
  }
}
