package dev.cellroute.pool;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * A call's place in the queue. Its methods but {@link #lease} and {@link #abandon} belong to the
 * pool's event loop. A caller from elsewhere hears the answer on its own context.
 */
final class PoolTicket implements Leases.Ticket {

  private final KernelPool pool;
  private final @Nullable Context caller;
  private final Promise<Lease> answer = Promise.promise();
  private long call;
  private @Nullable KernelLease lease;

  /** {@code caller} is null when the caller is at home on the pool's event loop. */
  PoolTicket(KernelPool pool, @Nullable Context caller) {
    this.pool = pool;
    this.caller = caller;
  }

  @Override
  public Future<Lease> lease() {
    return answer.future();
  }

  @Override
  public void abandon() {
    pool.abandoned(this);
  }

  void admitted(long call) {
    this.call = call;
  }

  long call() {
    return call;
  }

  void granted(KernelLease lease) {
    this.lease = lease;
    tell(() -> answer.tryComplete(lease));
  }

  void refused(GatewayException why) {
    tell(() -> answer.tryFail(why));
  }

  /** Leaves, whether it waits, was granted a kernel, or is done. */
  void left() {
    if (lease == null) {
      refused(new GatewayException(ErrorCode.CANCELLED, "the call left the queue"));
    } else {
      lease.releaseUnused();
    }
  }

  private void tell(Runnable answering) {
    if (caller == null) {
      answering.run();
    } else {
      caller.runOnContext(ignored -> answering.run());
    }
  }
}
