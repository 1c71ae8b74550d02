package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Open connections and how long the gateway waits on them: for the first request
 * {@code header-timeout}, between two requests {@code idle-timeout}, between two pieces of a body
 * {@code idle-timeout} as well. Vert.x' own idle timeout would also end a connection whose cell is
 * merely slow. One timer looks after all of them, so a request costs no timer. Used on the server's
 * event loop only; there are as many entries as open connections.
 */
final class Connections {
  private static final long LONGEST_STEP_MILLIS = 1000;

  private final LongSupplier clock;
  private final long headerNanos;
  private final long idleNanos;
  private final IdentityHashMap<HttpConnection, State> open = new IdentityHashMap<>();
  private int requests;
  private boolean leaving;
  private @Nullable Promise<Void> quiet;

  Connections(LongSupplier clock, Duration headerTimeout, Duration idleTimeout) {
    this.clock = requireNonNull(clock, "clock");
    this.headerNanos = headerTimeout.toNanos();
    this.idleNanos = idleTimeout.toNanos();
  }

  /** What is done when a body stops arriving. */
  @FunctionalInterface
  interface Stall {
    void stalled();
  }

  private static final class State {
    private long quietSince;
    private long patience;
    private int requests;
    private boolean served;
    private @Nullable Stall body;
  }

  /** Starts looking, until {@code vertx} closes or the timer with the returned id is cancelled. */
  long watch(Vertx vertx) {
    long shortest = Math.max(1, Math.min(headerNanos, idleNanos) / 4_000_000);
    return vertx.setPeriodic(Math.min(LONGEST_STEP_MILLIS, shortest), id -> look());
  }

  void opened(HttpConnection connection) {
    State state = new State();
    state.quietSince = clock.getAsLong();
    state.patience = headerNanos;
    open.put(connection, state);
    connection.closeHandler(closed -> open.remove(connection));
  }

  void requestBegan(HttpConnection connection) {
    requests++;
    State state = open.get(connection);
    if (state != null) {
      state.requests++;
      state.served = true;
      state.patience = idleNanos;
    }
  }

  void requestEnded(HttpConnection connection) {
    requests--;
    State state = open.get(connection);
    if (state != null) {
      state.requests--;
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
      if (state.requests == 0 && state.served) {
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

  /** A body begins or goes on arriving; {@code stall} is told when it stops. */
  void bodyArrives(HttpConnection connection, Stall stall) {
    State state = open.get(connection);
    if (state != null) {
      state.body = stall;
      state.quietSince = clock.getAsLong();
    }
  }

  void bodyEnded(HttpConnection connection) {
    State state = open.get(connection);
    if (state != null) {
      state.body = null;
    }
  }

  int size() {
    return open.size();
  }

  private void look() {
    long now = clock.getAsLong();
    List<HttpConnection> idle = new ArrayList<>();
    List<Stall> stalled = new ArrayList<>();
    open.forEach((connection, state) -> {
      boolean quiet = now - state.quietSince > state.patience;
      if (quiet && state.body != null) {
        stalled.add(state.body);
      } else if (quiet && state.requests == 0) {
        idle.add(connection);
      }
    });
    stalled.forEach(Stall::stalled);
    idle.forEach(HttpConnection::close);
  }
}
