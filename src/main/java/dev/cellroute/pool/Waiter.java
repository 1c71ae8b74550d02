package dev.cellroute.pool;

import java.time.Duration;

/**
 * A call in the queue: its number, whom it suffers beside it, how long it is ready to wait, and
 * when that ends, in the pool's nanoseconds.
 */
record Waiter(long call, Sharing sharing, Duration patience, long deadline) {

  static Waiter of(long call, Sharing sharing, Duration patience, long now) {
    return new Waiter(call, sharing, patience, now + patience.toNanos());
  }

  /** When it began to wait. */
  long since() {
    return deadline - patience.toNanos();
  }

  boolean isLate(long now) {
    return deadline <= now;
  }
}
