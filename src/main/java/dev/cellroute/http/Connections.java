package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.http.Flow.Stall;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Open connections and how long the gateway waits on them: for the first request
 * {@code header-timeout}, between two requests {@code idle-timeout}, between two pieces of a body
 * or of an answer {@code idle-timeout} as well; and a body must come at a rate worth waiting for.
 * There is a bound on their number: beyond it the one that has been idle longest makes room, and
 * where none is idle the new one is refused. Vert.x' own idle timeout would also end a connection
 * whose cell is merely slow. One timer looks after all of them, so a request costs no timer. Where
 * a connection carries many requests at once, each is looked after by itself. Used on the server's
 * event loop only; there are as many entries as open connections and streams.
 */
final class Connections {
  private static final long LONGEST_STEP_MILLIS = 1000;
  private static final int COME_AGAIN = 503;

  private final LongSupplier clock;
  private final ConnectionLimits limits;
  private final Refusal refusal;
  private final Turnstile<HttpConnection> turnstile;
  private final IdentityHashMap<HttpConnection, State> open = new IdentityHashMap<>();

  /** Requests that share their connection with others; bounded by the streams of each. */
  private final IdentityHashMap<HttpServerRequest, Flow> streams = new IdentityHashMap<>();

  private int requests;
  private boolean leaving;
  private @Nullable Promise<Void> quiet;

  Connections(
      LongSupplier clock,
      ConnectionLimits limits,
      Refusal refusal,
      Turnstile<HttpConnection> turnstile) {
    this.clock = requireNonNull(clock, "clock");
    this.limits = requireNonNull(limits, "limits");
    this.refusal = requireNonNull(refusal, "refusal");
    this.turnstile = requireNonNull(turnstile, "turnstile");
  }

  /** Closes a connection, the first two with an answer though there is no request. */
  interface Refusal {
    void tooSlow(HttpConnection connection);

    void tooMany(HttpConnection connection);

    /** At once, whatever is still to be written. */
    void leave(HttpConnection connection);

    /** Says that no more requests are taken, where the protocol has a word for that. */
    void announceEnd(HttpConnection connection);
  }

  /** A connection; its flow is that of its request, where it has one request at a time. */
  private static final class State {
    private final Flow flow = new Flow();
    private long patience;
    private int requests;
    private boolean asked;

    private boolean isIdle() {
      return requests == 0;
    }
  }

  /** Starts looking, until {@code vertx} closes or the timer with the returned id is cancelled. */
  long watch(Vertx vertx) {
    long shortest = Math.min(limits.headerNanos(), limits.idleNanos()) / 4_000_000;
    return vertx.setPeriodic(Math.min(LONGEST_STEP_MILLIS, Math.max(1, shortest)), id -> look());
  }

  void opened(HttpConnection connection) {
    if (open.size() >= limits.most() && !makeRoom()) {
      refusal.tooMany(connection);
      return;
    }
    State state = new State();
    state.flow.moved(clock.getAsLong());
    state.patience = limits.headerNanos();
    open.put(connection, state);
    connection.closeHandler(closed -> {
      open.remove(connection);
      turnstile.forget(connection);
    });
    turnstile.opened(connection);
  }

  private boolean makeRoom() {
    Optional<HttpConnection> longestIdle = open.entrySet().stream()
        .filter(each -> each.getValue().isIdle())
        .min((one, other) ->
            Long.compare(one.getValue().flow.quietSince(), other.getValue().flow.quietSince()))
        .map(each -> each.getKey());
    longestIdle.ifPresent(connection -> {
      open.remove(connection);
      refusal.leave(connection);
    });
    return longestIdle.isPresent();
  }

  void requestBegan(HttpServerRequest request) {
    requests++;
    State state = open.get(request.connection());
    if (state != null) {
      if (Streams.isMultiplexed(request)) {
        streams.put(request, new Flow());
      }
      turnstile.release(request.connection());
      state.requests++;
      state.asked = true;
      state.patience = limits.idleNanos();
    }
  }

  void requestEnded(HttpServerRequest request) {
    requests--;
    HttpConnection connection = request.connection();
    State state = open.get(connection);
    if (state != null) {
      state.requests--;
      state.flow.answered(clock.getAsLong());
      // The next request has begun already where it came together with this one.
      if (state.isIdle() && request.response().getStatusCode() == COME_AGAIN) {
        turnstile.refused(connection);
      }
    }
    if (Streams.isMultiplexed(request)) {
      streams.remove(request);
    }
    // Vert.x leaves it open where only the answer says that it is the last one.
    if (leaving && state != null && state.requests == 0) {
      connection.close();
    }
    if (requests == 0 && quiet != null) {
      quiet.complete();
      quiet = null;
    }
  }

  /** Nothing new is taken from the connections from now on; those that only wait are closed. */
  void leave() {
    leaving = true;
    List<HttpConnection> idle = new ArrayList<>();
    List<HttpConnection> busy = new ArrayList<>();
    open.forEach((connection, state) -> {
      if (!state.isIdle()) {
        busy.add(connection);
      } else if (state.asked) {
        idle.add(connection);
      }
    });
    idle.forEach(HttpConnection::close);
    busy.forEach(refusal::announceEnd);
  }

  boolean isLeaving() {
    return leaving;
  }

  /** Ends as soon as every request has its answer, which may be now. */
  Future<Void> quiet() {
    if (requests == 0) {
      return Future.succeededFuture();
    }
    if (quiet == null) {
      quiet = Promise.promise();
    }
    return quiet.future();
  }

  /** A body begins to arrive; {@code stall} is told when it stops or comes too slowly. */
  void bodyBegins(HttpServerRequest request, Stall stall) {
    Flow flow = flow(request);
    if (flow != null) {
      flow.bodyBegins(stall, clock.getAsLong());
    }
  }

  void bodyArrives(HttpServerRequest request, int bytes) {
    Flow flow = flow(request);
    if (flow != null) {
      flow.bodyArrives(bytes, clock.getAsLong());
    }
  }

  void bodyEnded(HttpServerRequest request) {
    Flow flow = flow(request);
    if (flow != null) {
      flow.bodyEnded();
    }
  }

  /** An answer begins or goes on being taken; a client that stops taking it is left. */
  void answerLeaves(HttpServerRequest request) {
    Flow flow = flow(request);
    if (flow != null) {
      flow.answerLeaves(clock.getAsLong());
    }
  }

  private @Nullable Flow flow(HttpServerRequest request) {
    if (Streams.isMultiplexed(request)) {
      return streams.get(request);
    }
    State state = open.get(request.connection());
    return state == null ? null : state.flow;
  }

  int size() {
    return open.size();
  }

  private void look() {
    long now = clock.getAsLong();
    List<HttpConnection> silent = new ArrayList<>();
    List<HttpConnection> over = new ArrayList<>();
    List<Stall> stalled = new ArrayList<>();
    open.forEach((connection, state) -> {
      if (turnstile.holds(connection)) {
        state.flow.moved(now);
      }
      boolean quiet = state.flow.isQuiet(now, state.patience);
      Stall body = state.flow.stalled(now, state.patience, limits);
      if (body != null) {
        stalled.add(body);
      } else if (quiet && !state.asked) {
        silent.add(connection);
      } else if (quiet && (state.isIdle() || state.flow.isAnswering())) {
        over.add(connection);
      }
    });
    stalled.forEach(Stall::stalled);
    silent.forEach(refusal::tooSlow);
    over.forEach(refusal::leave);
    lookAtStreams(now);
  }

  /** One that stands still does not end those beside it. */
  private void lookAtStreams(long now) {
    if (streams.isEmpty()) {
      return;
    }
    List<HttpServerRequest> over = new ArrayList<>();
    List<Stall> stalled = new ArrayList<>();
    streams.forEach((request, flow) -> {
      Stall body = flow.stalled(now, limits.idleNanos(), limits);
      if (body != null) {
        stalled.add(body);
      } else if (flow.isAnswering() && flow.isQuiet(now, limits.idleNanos())) {
        over.add(request);
      }
    });
    stalled.forEach(Stall::stalled);
    over.forEach(Streams::abandon);
  }
}
