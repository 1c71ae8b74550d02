package dev.cellroute.pool;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** One move of a {@link PoolState}: where it is now and what is to be done, in order. */
record Step(PoolState state, List<PoolAction> actions) {

  Step {
    actions = List.copyOf(actions);
  }

  static Step to(PoolState state) {
    return new Step(state, List.of());
  }

  static Step to(PoolState state, PoolAction action) {
    return new Step(state, List.of(action));
  }

  /** Moves on from here; the actions of both moves are kept. */
  Step then(Function<PoolState, Step> move) {
    Step next = move.apply(state);
    if (actions.isEmpty()) {
      return next;
    }
    return new Step(
        next.state, Stream.concat(actions.stream(), next.actions.stream()).toList());
  }
}
