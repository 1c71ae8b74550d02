package dev.cellroute.deployment;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.pool.KernelPool;
import dev.cellroute.pool.PoolSnapshot;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deployment on the way: it can be looked at and given up while its kernels start and run their
 * setup cells. Used on one event loop.
 */
final class Building {

  private @Nullable KernelPool pool;
  private boolean abandoned;

  /** Its kernels, once there are any. */
  Optional<PoolSnapshot> snapshot() {
    return Optional.ofNullable(pool).map(KernelPool::snapshot);
  }

  /** The pool has begun to start; it is closed where nobody waits for it any more. */
  Future<KernelPool> opens(KernelPool begun) {
    pool = begun;
    if (abandoned) {
      begun.close();
    }
    return begun.opened();
  }

  /** Fails where nobody waits for it any more, before a kernel is started for nothing. */
  Future<Void> goOn() {
    return abandoned
        ? Future.failedFuture(new GatewayException(ErrorCode.CANCELLED, "given up"))
        : Future.succeededFuture();
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** Ends when none of its kernels is left. */
  Future<Void> abandon() {
    abandoned = true;
    return pool == null ? Future.succeededFuture() : pool.close();
  }
}
