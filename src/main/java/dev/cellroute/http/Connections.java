package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
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
 * whose cell is merely slow. One timer looks after all of them, so a request costs no timer. Used
 * on the server's event loop only; there are as many entries as open connections.
 */
final class Connections {
  private static final long LONGEST_STEP_MILLIS = 1000;

  private final LongSupplier clock;
  private final ConnectionLimits limits;
  private final Refusal refusal;
  private final IdentityHashMap<HttpConnection, State> open = new IdentityHashMap<>();
  private int requests;
  private boolean leaving;
  private @Nullable Promise<Void> quiet;

  Connections(LongSupplier clock, ConnectionLimits limits, Refusal refusal) {
    this.clock = requireNonNull(clock, "clock");
    this.limits = requireNonNull(limits, "limits");
    this.refusal = requireNonNull(refusal, "refusal");
  }

  /** What is done when a body stops arriving. */
  @FunctionalInterface
  interface Stall {
    void stalled();
  }

  /** Closes a connection, the first two with an answer though there is no request. */
  interface Refusal {
    void tooSlow(HttpConnection connection);

    void tooMany(HttpConnection connection);

    /** At once, whatever is still to be written. */
    void leave(HttpConnection connection);
  }

  private static final class State {
    private long quietSince;
    private long patience;
    private int requests;
    private boolean asked;
    private boolean answering;
    private @Nullable Stall body;
    private long bodySince;
    private long bodyBytes;

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
    state.quietSince = clock.getAsLong();
    state.patience = limits.headerNanos();
    open.put(connection, state);
    connection.closeHandler(closed -> open.remove(connection));
  }

  private boolean makeRoom() {
    Optional<HttpConnection> longestIdle = open.entrySet().stream()
        .filter(each -> each.getValue().isIdle())
        .min((one, other) -> Long.compare(one.getValue().quietSince, other.getValue().quietSince))
        .map(each -> each.getKey());
    longestIdle.ifPresent(connection -> {
      open.remove(connection);
      refusal.leave(connection);
    });
    return longestIdle.isPresent();
  }

  void requestBegan(HttpConnection connection) {
    requests++;
    State state = open.get(connection);
    if (state != null) {
      state.requests++;
      state.asked = true;
      state.patience = limits.idleNanos();
    }
  }

  void requestEnded(HttpConnection connection) {
    requests--;
    State state = open.get(connection);
    if (state != null) {
      state.requests--;
      state.answering = false;
      state.quietSince = clock.getAsLong();
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

  /** Every answer is the last of its connection from now on; those that only wait are closed. */
  void leave() {
    leaving = true;
    List<HttpConnection> idle = new ArrayList<>();
    open.forEach((connection, state) -> {
      if (state.requests == 0 && state.asked) {
        idle.add(connection);
      }
    });
    idle.forEach(HttpConnection::close);
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
  void bodyBegins(HttpConnection connection, Stall stall) {
    State state = open.get(connection);
    if (state != null) {
      state.body = stall;
      state.bodyBytes = 0;
      state.bodySince = clock.getAsLong();
      state.quietSince = state.bodySince;
    }
  }

  void bodyArrives(HttpConnection connection, int bytes) {
    State state = open.get(connection);
    if (state != null) {
      state.bodyBytes += bytes;
      state.quietSince = clock.getAsLong();
    }
  }

  void bodyEnded(HttpConnection connection) {
    State state = open.get(connection);
    if (state != null) {
      state.body = null;
    }
  }

  /** An answer begins or goes on being taken; a client that stops taking it is left. */
  void answerLeaves(HttpConnection connection) {
    State state = open.get(connection);
    if (state != null) {
      state.answering = true;
      state.quietSince = clock.getAsLong();
    }
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
      boolean quiet = now - state.quietSince > state.patience;
      if (state.body != null && (quiet || isDripping(state, now))) {
        stalled.add(state.body);
      } else if (quiet && !state.asked) {
        silent.add(connection);
      } else if (quiet && (state.isIdle() || state.answering)) {
        over.add(connection);
      }
    });
    stalled.forEach(Stall::stalled);
    silent.forEach(refusal::tooSlow);
    over.forEach(refusal::leave);
  }

  private boolean isDripping(State state, long now) {
    return now - state.bodySince > limits.bodyNanos(state.bodyBytes);
  }
}
