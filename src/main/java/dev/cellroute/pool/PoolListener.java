package dev.cellroute.pool;

import java.time.Duration;

/**
 * Told what becomes of a pool's kernels, for metrics. Called on the pool's event loop: it must
 * return at once and never throw. What is not of interest is left out.
 */
public interface PoolListener {
  /** Wants to know nothing. */
  PoolListener NONE = new PoolListener() {};

  /** A kernel serves; it took so long from its start to the end of its setup. */
  default void kernelStarted(Duration took) {}

  /** A kernel is gone, its process too. */
  default void kernelGone(Departure cause) {}

  /** The pool wants more kernels than before: so many. */
  default void grown(int wanted) {}

  /** The pool wants fewer kernels than before: so many. */
  default void shrunk(int wanted) {}

  /** Kernels keep failing: while none is left, calls are refused. */
  default void degraded() {}

  /** A kernel works again. */
  default void recovered() {}
}
