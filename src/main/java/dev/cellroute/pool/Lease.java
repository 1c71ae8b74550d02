package dev.cellroute.pool;

import dev.cellroute.kernel.Kernel;

/**
 * The right to run one call on one kernel. Others may hold leases of the same kernel: of an equal
 * {@link Sharing}, or one that waits in its lane. It ends exactly once, by {@link #release} or
 * {@link #spoil}, on any thread; a second end is a bug and throws {@link IllegalStateException}.
 */
public interface Lease {
  Kernel kernel();

  /** Gives the kernel back healthy: the next waiting call gets it. */
  void release();

  /**
   * Gives the kernel up: it is stopped, replaced and re-seeded in the background. What others run
   * on it fails with it; the end of their leases changes nothing more.
   */
  void spoil(Departure cause, String reason);
}
