package dev.cellroute.pool;

import dev.cellroute.kernel.Kernel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A lease as the pool hands it out, one of its kernel's. It may end on any thread; the pool is told
 * once.
 */
final class KernelLease implements Lease {

  private final KernelPool pool;
  private final long number;
  private final long call;
  private final Kernel kernel;
  // Both are written by the holder, on whatever thread it works.
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean used;

  KernelLease(KernelPool pool, long number, long call, Kernel kernel) {
    this.pool = pool;
    this.number = number;
    this.call = call;
    this.kernel = kernel;
  }

  @Override
  public Kernel kernel() {
    used = true;
    return kernel;
  }

  @Override
  public void release() {
    end();
    pool.released(number, call);
  }

  @Override
  public void spoil(Departure cause, String reason) {
    end();
    pool.spoiled(number, call, cause, reason);
  }

  /** Gives back a kernel the holder never looked at. */
  void releaseUnused() {
    if (!used && ended.compareAndSet(false, true)) {
      pool.released(number, call);
    }
  }

  private void end() {
    if (!ended.compareAndSet(false, true)) {
      throw new IllegalStateException("the lease of kernel " + kernel.id() + " has already ended");
    }
  }
}
