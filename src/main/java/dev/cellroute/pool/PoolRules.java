package dev.cellroute.pool;

import dev.cellroute.config.KernelCount;
import java.time.Duration;

/**
 * The bounds a pool's decisions keep: kernels, kernels starting at the same time, calls waiting,
 * the back-off, how short a kernel's calls must be for another one to wait in its lane, and when a
 * kernel has done enough.
 */
record PoolRules(
    KernelCount kernels,
    int parallelStarts,
    int queueLimit,
    Backoff backoff,
    Duration ahead,
    Wear wear) {

  /** Many times what a message takes, little beside what a client notices. */
  private static final Duration AHEAD = Duration.ofMillis(2);

  static PoolRules of(PoolOptions options, Backoff backoff) {
    return new PoolRules(
        options.kernels(),
        options.parallelStarts(),
        options.queueLimit(),
        backoff,
        AHEAD,
        Wear.of(options.recycling()));
  }

  /** Of a pool of one size whose kernels stay until they die. */
  static PoolRules of(int size, int parallelStarts, int queueLimit, Backoff backoff) {
    return new PoolRules(
        KernelCount.of(size), parallelStarts, queueLimit, backoff, AHEAD, Wear.NONE);
  }

  boolean isElastic() {
    return kernels.least() < kernels.most();
  }
}
