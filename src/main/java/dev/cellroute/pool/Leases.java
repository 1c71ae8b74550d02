package dev.cellroute.pool;

import io.vertx.core.Future;
import java.time.Duration;

/** Where a call gets a kernel from: the pool, as its users see it. */
@FunctionalInterface
public interface Leases {
  /** Asks for a kernel for this call alone. */
  default Ticket acquire(Duration patience) {
    return acquire(patience, Sharing.exclusive());
  }

  /**
   * Asks for a kernel, first come first served. Fails at once with {@code NO_CAPACITY} when the
   * queue is full, and with {@code DEADLINE} when no kernel became free within {@code patience};
   * both messages carry the pool's state. Cancelling a wait is done by {@link Ticket#abandon}.
   */
  Ticket acquire(Duration patience, Sharing sharing);

  /** A place in the queue. */
  interface Ticket {
    Future<Lease> lease();

    /**
     * Leaves the queue; a lease that was already granted is released. Harmless after the lease was
     * used.
     */
    void abandon();
  }
}
