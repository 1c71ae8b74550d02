package dev.cellroute.pool;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One timer for a pool, armed only while something waits. A timer that turns out to be too early is
 * left to ring: that is cheaper than cancelling one for every call. Used on the pool's event loop
 * only.
 */
final class Alarm {

  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final LongSupplier clock;
  private final Runnable ring;
  private long timer = NO_TIMER;
  private long due = Long.MAX_VALUE;

  Alarm(Vertx vertx, LongSupplier clock, Runnable ring) {
    this.vertx = vertx;
    this.clock = clock;
    this.ring = ring;
  }

  /** Sees to it that it rings at this moment, or earlier; {@link Line#NEVER} asks for nothing. */
  void by(long moment) {
    if (moment < due) {
      clear();
      due = moment;
      timer = vertx.setTimer(millisUntil(due), ignored -> rung());
    }
  }

  void clear() {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
      due = Long.MAX_VALUE;
    }
  }

  private void rung() {
    timer = NO_TIMER;
    due = Long.MAX_VALUE;
    ring.run();
  }

  /** Rounded up, because a timer that rings too early rings twice. */
  private long millisUntil(long moment) {
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(moment - clock.getAsLong())) + 1;
  }
}
