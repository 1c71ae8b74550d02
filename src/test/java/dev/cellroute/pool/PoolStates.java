package dev.cellroute.pool;

import java.time.Duration;

/** Pools that have opened, at moment 0. */
final class PoolStates {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int QUEUE = 4;

  private PoolStates() {}

  /** Kernels of this depth, numbered from 1, of which nothing is known yet. */
  static PoolState open(int size, int depth) {
    return opened(PoolRules.of(size, size, QUEUE, Backoff.DOUBLING), depth);
  }

  /** The same by other rules, with kernels that take one call. */
  static PoolState open(PoolRules rules) {
    return opened(rules, 1);
  }

  private static PoolState opened(PoolRules rules, int depth) {
    PoolState state = PoolState.of(rules).ticked(0).state();
    for (long kernel = 1; kernel <= rules.kernels().least(); kernel++) {
      state = state.kernel(kernel).started().state();
      state = state.kernel(kernel).seeded(depth, 0).state();
    }
    return state;
  }

  /** The same after a call of this length on every kernel, which ended at moment 0. */
  static PoolState used(int size, int depth, long nanos) {
    PoolState state = open(size, depth);
    for (long kernel = 1; kernel <= size; kernel++) {
      state = call(state, -kernel, Sharing.exclusive(), -nanos).state();
      state = state.kernel(kernel).released(-kernel, 0).state();
    }
    return state;
  }

  static Step call(PoolState state, long call, Sharing sharing, long now) {
    return state.called(call, sharing, PATIENCE, now);
  }
}
