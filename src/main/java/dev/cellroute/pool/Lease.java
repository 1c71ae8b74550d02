package dev.cellroute.pool;

import dev.cellroute.kernel.Kernel;

/**
 * The right to run one call on one kernel. It ends exactly once, by {@link #release} or
 * {@link #spoil}; a second end is a bug and throws {@link IllegalStateException}. Used on the
 * pool's context only.
 */
public interface Lease {
  Kernel kernel();

  /** Gives the kernel back healthy: the next waiting call gets it. */
  void release();

  /** Gives the kernel up: it is stopped, replaced and re-seeded in the background. */
  void spoil(String reason);
}
