package dev.cellroute.pool;

import dev.cellroute.kernel.KernelProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** A notebook's kernels, kept warm and lent out one call at a time. */
public final class KernelPool implements Leases {
  private KernelPool() {}

  /** Starts all kernels; succeeds when every one is seeded, fails with the first failure after stopping the rest. */
  public static Future<KernelPool> start(
      Vertx vertx, PoolOptions options, KernelProvider provider, Seed seed) {
    return Future.failedFuture(new UnsupportedOperationException());
  }

  @Override
  public Ticket acquire(Duration patience) {
    throw new UnsupportedOperationException();
  }

  public PoolSnapshot snapshot() {
    throw new UnsupportedOperationException();
  }

  /** Refuses new calls, stops every kernel; the future ends when all processes are gone. */
  public Future<Void> close() {
    return Future.failedFuture(new UnsupportedOperationException());
  }
}
