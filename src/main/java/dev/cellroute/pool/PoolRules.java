package dev.cellroute.pool;

import java.time.Duration;

/**
 * The bounds a pool's decisions keep: kernels, kernels starting at the same time, calls waiting,
 * the back-off, and how short a kernel's calls must be for another one to wait in its lane.
 */
record PoolRules(int size, int parallelStarts, int queueLimit, Backoff backoff, Duration ahead) {

  /** Many times what a message takes, little beside what a client notices. */
  private static final Duration AHEAD = Duration.ofMillis(2);

  static PoolRules of(PoolOptions options, Backoff backoff) {
    return new PoolRules(
        options.size(), options.parallelStarts(), options.queueLimit(), backoff, AHEAD);
  }
}
