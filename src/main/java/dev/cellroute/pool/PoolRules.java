package dev.cellroute.pool;

/**
 * The bounds a pool's decisions keep: kernels, kernels starting at the same time, calls waiting,
 * and the back-off.
 */
record PoolRules(int size, int parallelStarts, int queueLimit, Backoff backoff) {

  static PoolRules of(PoolOptions options, Backoff backoff) {
    return new PoolRules(options.size(), options.parallelStarts(), options.queueLimit(), backoff);
  }
}
