package dev.cellroute.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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

  /** To this state instead; what is to be done stays. */
  Step at(PoolState state) {
    return new Step(state, actions);
  }

  /** With one thing more to do. */
  Step and(PoolAction action) {
    return then(to(state, action));
  }

  /** Moves on from here; the actions of both moves are kept. */
  Step then(Function<PoolState, Step> move) {
    return then(move.apply(state));
  }

  /** The same for a move already made from this state. */
  Step then(Step next) {
    if (actions.isEmpty()) {
      return next;
    }
    if (next.actions.isEmpty()) {
      return at(next.state);
    }
    List<PoolAction> both = new ArrayList<>(actions);
    both.addAll(next.actions);
    return new Step(next.state, both);
  }
}
