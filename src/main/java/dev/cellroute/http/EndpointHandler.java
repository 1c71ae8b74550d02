package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.deployment.Drain;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.http.RequestReader.Incoming;
import dev.cellroute.invocation.Invocation;
import dev.cellroute.invocation.Invoker;
import dev.cellroute.invocation.Response;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the {@code Route} of an endpoint does: read, invoke, write. A client that leaves cancels its
 * call. The call is counted, and its uploaded files are kept, until its cell runs no more, which
 * may be after its client has left.
 */
final class EndpointHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointHandler.class);
  private static final boolean ANY_ORDER = false;

  private final Vertx vertx;
  private final RequestReader reader;
  private final Invoker invoker;
  private final Drain drain;
  private final ResponseWriter writer;

  EndpointHandler(
      Vertx vertx, RequestReader reader, Invoker invoker, Drain drain, ResponseWriter writer) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.reader = requireNonNull(reader, "reader");
    this.invoker = requireNonNull(invoker, "invoker");
    this.drain = requireNonNull(drain, "drain");
    this.writer = requireNonNull(writer, "writer");
  }

  @Override
  public void handle(RoutingContext context) {
    Match match = Match.in(context);
    Arrival arrival = match.arrival();
    // A request that cannot even be begun to be read is no call yet.
    Future<Incoming> incoming = reader.read(match);
    drain.began();
    Future<Invoker.Call> called = incoming.map(read -> call(arrival, read.invocation()));
    // What is thrown on the way fails the future, so that the count is right in any case.
    called.compose(EndpointHandler::ended).onComplete(ended -> over(incoming));
    called.onComplete(
        call -> answer(arrival, call),
        failure -> writer.writeFailure(arrival, failure, Response.Timing.NONE));
  }

  /** When its cell runs no more. */
  private static Future<Void> ended(Invoker.Call call) {
    return call.response().transform((response, failure) -> call.ended());
  }

  private void over(Future<Incoming> incoming) {
    drain.ended();
    if (incoming.succeeded()) {
      incoming.result().uploads().ifPresent(this::discardLater);
    }
  }

  private void answer(Arrival arrival, Invoker.Call call) {
    call.response()
        .onComplete(
            response -> writer.write(arrival, response),
            failure -> writer.writeFailure(arrival, failure, call.timing()));
  }

  /** An invoker that throws is one whose call fails. */
  private Invoker.Call call(Arrival arrival, Invocation invocation) {
    HttpServerResponse out = arrival.request().response();
    try {
      arrival.trace().called();
      return out.closed() ? failed(left()) : begun(invocation, out);
    } catch (RuntimeException | StackOverflowError failure) {
      return failed(failure);
    }
  }

  private static GatewayException left() {
    return new GatewayException(ErrorCode.CANCELLED, "the client left");
  }

  private Invoker.Call begun(Invocation invocation, HttpServerResponse out) {
    Invoker.Call call = invoker.invoke(invocation);
    out.closeHandler(closed -> cancelUnanswered(call, out));
    return call;
  }

  /** A stream of HTTP/2 closes when it is answered, too. */
  private static void cancelUnanswered(Invoker.Call call, HttpServerResponse out) {
    if (!out.ended()) {
      call.cancel();
    }
  }

  private static Invoker.Call failed(Throwable failure) {
    return new Invoker.Call() {
      @Override
      public Future<Response> response() {
        return Future.failedFuture(failure);
      }

      @Override
      public void cancel() {}
    };
  }

  private void discardLater(Uploads uploads) {
    vertx
        .executeBlocking(
            () -> {
              uploads.discard();
              return uploads;
            },
            ANY_ORDER)
        .onFailure(failure -> LOG.warn("upload left behind: {}", uploads.directory(), failure));
  }
}
