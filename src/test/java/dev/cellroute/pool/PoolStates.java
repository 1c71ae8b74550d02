package dev.cellroute.pool;

import dev.cellroute.config.KernelCount;
import dev.cellroute.kernel.Capacity;
import java.time.Duration;

/** Pools that have opened, at moment 0. */
final class PoolStates {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int QUEUE = 4;

  private PoolStates() {}

  static PoolRules rules(int size, int parallelStarts, int queueLimit) {
    return PoolRules.of(size, parallelStarts, queueLimit, Backoff.DOUBLING);
  }

  /** Kernels that take one call, numbered from 1, of which nothing is known yet. */
  static PoolState open(int size) {
    return open(size, Capacity.SINGLE);
  }

  /** The same with kernels of this depth. */
  static PoolState open(int size, int depth) {
    return open(size, Capacity.ofDepth(depth));
  }

  static PoolState open(int size, Capacity capacity) {
    return opened(rules(size, size, QUEUE), capacity);
  }

  /** The same by other rules, with kernels that take one call. */
  static PoolState open(PoolRules rules) {
    return opened(rules, Capacity.SINGLE);
  }

  /** As many of them as are needed, of which the least are there, with room for calls to wait. */
  static PoolState elastic(int least, int most) {
    return open(new PoolRules(
        new KernelCount(least, most), 4, 16, Backoff.DOUBLING, Duration.ZERO, Wear.NONE));
  }

  private static PoolState opened(PoolRules rules, Capacity capacity) {
    PoolState state = PoolState.of(rules).ticked(0).state();
    for (long kernel = 1; kernel <= rules.kernels().least(); kernel++) {
      state = serving(state, kernel, capacity, 0).state();
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

  /** A kernel that is starting has started and is set up, for one call at a time. */
  static Step serving(PoolState state, long kernel, long now) {
    return serving(state, kernel, Capacity.SINGLE, now);
  }

  private static Step serving(PoolState state, long kernel, Capacity capacity, long now) {
    return state.kernel(kernel).started().state().kernel(kernel).seeded(capacity, now);
  }

  static Step call(PoolState state, long call, Sharing sharing, long now) {
    return state.called(call, sharing, PATIENCE, now);
  }
}
