package dev.cellroute.pool;

import static dev.cellroute.pool.PoolStates.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.pool.PoolAction.Grant;
import dev.cellroute.pool.PoolAction.Stop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LendingAheadTest {

  private static final long MICROS = 1_000;
  private static final long MILLIS = 1_000_000;
  private static final long SHORT = 300 * MICROS;

  @Test
  void aCallIsLentABusyKernelOfShortCalls() {
    PoolState busy = call(used(1, 2, SHORT), 1, 0).state();

    assertThat(call(busy, 2, 0).actions()).containsExactly(new Grant(2, 1));
  }

  @Test
  void anIdleKernelIsPreferredToALane() {
    PoolState busy = call(used(2, 2, SHORT), 1, 0).state();

    assertThat(call(busy, 2, 0).actions()).containsExactly(new Grant(2, 2));
  }

  @Test
  void aKernelIsLentForNoMoreCallsThanItTakes() {
    PoolState state = call(used(1, 2, SHORT), 1, 0).state();
    Step ahead = call(state, 2, 0);
    Step third = call(ahead.state(), 3, 0);

    assertThat(third.actions()).isEmpty();
    assertThat(third.state().snapshot()).isEqualTo(new PoolSnapshot(1, 0, 1, 0, 1, 0, ""));
  }

  @Test
  void aKernelIsLentForNoMoreCallsThanItEndsSoon() {
    PoolState state = call(used(1, 9, 900 * MICROS), 1, 0).state();
    Step second = call(state, 2, 0);
    Step third = call(second.state(), 3, 0);
    Step fourth = call(third.state(), 4, 0);

    assertThat(second.actions()).containsExactly(new Grant(2, 1));
    assertThat(third.actions()).as("behind 1.8 ms").containsExactly(new Grant(3, 1));
    assertThat(fourth.actions()).as("behind 2.7 ms").isEmpty();
  }

  @Test
  void aKernelOfDepthOneIsLentOnce() {
    PoolState busy = call(used(1, 1, SHORT), 1, 0).state();

    assertThat(call(busy, 2, 0).actions()).isEmpty();
  }

  @Test
  void aKernelThatHasRunNoCallIsNotKnownToBeQuick() {
    PoolState busy = call(PoolStates.open(1, 2), 1, 0).state();

    assertThat(call(busy, 2, 0).actions()).isEmpty();
  }

  @Test
  void nobodyWaitsInTheLaneOfAKernelWhoseCallsAreLong() {
    PoolState busy = call(used(1, 2, 2 * MILLIS), 1, 0).state();

    assertThat(call(busy, 2, 0).actions()).isEmpty();
  }

  @Test
  void nobodyWaitsBehindACallThatRunsTooLongAlready() {
    PoolState busy = call(used(1, 2, SHORT), 1, 0).state();

    assertThat(call(busy, 2, 2 * MILLIS).actions()).containsExactly(new Grant(2, 1));
    assertThat(call(busy, 2, 2 * MILLIS + 1).actions()).isEmpty();
  }

  @Test
  void theKernelWhoseCallBeganFirstIsLentAhead() {
    PoolState state = call(used(2, 2, SHORT), 1, 0).state();
    state = call(state, 2, 10).state();

    Step first = call(state, 3, 20);
    Step second = call(first.state(), 4, 20);

    assertThat(first.actions()).containsExactly(new Grant(3, 1));
    assertThat(second.actions()).containsExactly(new Grant(4, 2));
  }

  @Test
  void theNextCallFollowsWhenTheCallAheadBegins() {
    PoolState state = waiting(used(1, 2, SHORT));

    Step released = state.kernel(1).released(1, SHORT);

    assertThat(released.actions()).containsExactly(new Grant(3, 1));
    assertThat(released.state().line().isEmpty()).isTrue();
  }

  @Test
  void aCallAheadBeginsWhenTheOneBeforeItEnds() {
    PoolState state = call(used(1, 2, MILLIS), 1, 0).state();
    state = call(state, 2, 0).state();
    state = state.kernel(1).released(1, MILLIS).state();

    PoolState ended = state.kernel(1).released(2, 2 * MILLIS).state();

    assertThat(pace(ended)).as("two calls of a millisecond").isEqualTo(new Pace(MILLIS));
    assertThat(ended.snapshot().idle()).isOne();
  }

  @Test
  void aCallAheadThatLeavesFirstMakesRoomAndSaysNothingOfThePace() {
    PoolState state = waiting(used(1, 2, SHORT));

    Step left = state.kernel(1).released(2, MILLIS);

    assertThat(left.actions()).containsExactly(new Grant(3, 1));
    assertThat(pace(left.state())).isEqualTo(new Pace(SHORT));
  }

  @Test
  void theEndOfACallAheadOfARetiredKernelChangesNothing() {
    PoolState state = call(used(1, 2, SHORT), 1, 0).state();
    state = call(state, 2, 0).state();

    Step spoiled = state.kernel(1).spoiled(1, Departure.UNRESPONSIVE, "late", 0);
    PoolState after = spoiled.state();

    assertThat(spoiled.actions()).containsExactly(new Stop(1));
    assertThat(after.kernel(1).spoiled(2, Departure.UNRESPONSIVE, "late", 0))
        .isEqualTo(Step.to(after));
    assertThat(after.kernel(1).released(2, 0)).isEqualTo(Step.to(after));
    assertThat(after.kernel(1).stopped(0).state().snapshot().restarts()).isOne();
  }

  @Test
  void aLongCallKeepsCallsOutOfTheLaneForAWhile() {
    Pace pace = new Pace(SHORT).plus(1_000 * MILLIS);
    int shortCalls = 0;
    while (!pace.isBelow(Duration.ofMillis(2))) {
      pace = pace.plus(SHORT);
      shortCalls++;
    }

    assertThat(shortCalls).isBetween(30, 50);
  }

  /** Call 1 runs, call 2 is ahead, call 3 waits. */
  private static PoolState waiting(PoolState idle) {
    PoolState state = call(idle, 1, 0).state();
    state = call(state, 2, 0).state();
    return call(state, 3, 0).state();
  }

  private static Step call(PoolState state, long call, long now) {
    return PoolStates.call(state, call, Sharing.exclusive(), now);
  }

  private static Pace pace(PoolState state) {
    return state.members().find(1).orElseThrow().pace();
  }
}
