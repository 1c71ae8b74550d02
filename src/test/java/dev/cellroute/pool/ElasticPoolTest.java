package dev.cellroute.pool;

import static dev.cellroute.pool.PoolStates.elastic;
import static dev.cellroute.pool.Sharing.Exclusive.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.pool.PoolAction.Grant;
import dev.cellroute.pool.PoolAction.Start;
import dev.cellroute.pool.PoolAction.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticPoolTest {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1000 * MILLI;
  private static final long MINUTE = 60 * SECOND;

  @Test
  void anElasticPoolOpensWithItsLeastKernels() {
    PoolState state = elastic(2, 4);

    assertThat(state.snapshot()).isEqualTo(new PoolSnapshot(2, 2, 0, 0, 0, 0, ""));
  }

  /** Calls at once, how long the first that waits has waited, and the kernels wanted then. */
  @ParameterizedTest
  @CsvSource({"1, 1000, 1", "2, 99, 1", "2, 100, 2", "9, 100, 2", "9, 10000, 2"})
  void aPoolGrowsByOneWhenACallHasWaited(int calls, long millis, int wanted) {
    PoolState state = calling(elastic(1, 4), calls, 0).state();

    assertThat(state.ticked(millis * MILLI).state().scale().wanted()).isEqualTo(wanted);
  }

  @Test
  void theAlarmRingsWhenThePoolShouldGrow() {
    PoolState state = calling(elastic(1, 4), 2, 5).state();

    assertThat(state.alarm()).isEqualTo(100 * MILLI + 5);
    assertThat(state.ticked(state.alarm()).actions()).containsExactly(new Start(2));
  }

  @Test
  void aPoolGrowsFurtherOnlyWhenTheNewKernelServes() {
    PoolState state = calling(elastic(1, 4), 6, 0).state().ticked(SECOND).state();

    Step waiting = state.ticked(2 * SECOND);
    Step seeded = PoolStates.serving(waiting.state(), 2, 3 * SECOND);

    assertThat(waiting.actions()).isEmpty();
    assertThat(seeded.actions()).contains(new Start(3));
    assertThat(seeded.state().scale().wanted()).isEqualTo(3);
  }

  @Test
  void onlyAReplacementCountsAsARestart() {
    PoolState state = grownToTwo(SECOND);

    PoolState replaced =
        state.kernel(2).died(new IllegalStateException("gone"), 5 * SECOND).state();
    replaced = replaced.kernel(2).stopped(5 * SECOND).state();

    assertThat(state.snapshot().restarts()).as("grown").isZero();
    assertThat(replaced.snapshot().restarts()).as("replaced").isOne();
  }

  @Test
  void aPoolNeverGrowsBeyondItsMost() {
    PoolState state = grownToTwo(3 * SECOND);

    assertThat(state.scale().wanted()).isEqualTo(2);
    assertThat(state.ticked(9 * SECOND).actions()).isEmpty();
    assertThat(state.alarm()).isGreaterThan(MINUTE);
  }

  /** A pool of at most two kernels and six calls, whose second kernel serves from this moment. */
  private static PoolState grownToTwo(long now) {
    PoolState grown = calling(elastic(1, 2), 6, 0).state().ticked(SECOND).state();
    return PoolStates.serving(grown, 2, now).state();
  }

  @Test
  void aPoolShrinksWhenAKernelWasAlwaysIdleForAMinute() {
    PoolState state = grown();

    assertThat(state.alarm()).isEqualTo(MINUTE);
    assertThat(state.ticked(MINUTE - 1).actions()).isEmpty();
    Step shrunk = state.ticked(MINUTE);
    assertThat(shrunk.actions()).containsExactly(new Stop(1));
    assertThat(shrunk.state().scale().wanted()).isEqualTo(2);
    assertThat(shrunk.state().kernel(1).stopped(MINUTE).state().snapshot().departures())
        .isEqualTo(Map.of(Departure.SHRUNK, 1));
  }

  @Test
  void aPoolShrinksByOneEachMinuteDownToItsLeast() {
    PoolState state = grown();
    List<Integer> sizes = new ArrayList<>();
    for (int minute = 1; minute <= 5; minute++) {
      state = state.ticked(minute * MINUTE).state();
      sizes.add(state.scale().wanted());
    }

    assertThat(sizes).containsExactly(2, 1, 1, 1, 1);
    assertThat(state.alarm()).isEqualTo(Line.NEVER);
  }

  @Test
  void aMomentInWhichAllKernelsWereBusyKeepsThem() {
    Step busy = calling(grown(), 3, 30 * SECOND);
    PoolState state = released(busy, 31 * SECOND);

    assertThat(state.ticked(MINUTE).actions()).isEmpty();
    assertThat(state.alarm()).isEqualTo(31 * SECOND + MINUTE);
  }

  @Test
  void oneCallAtATimeDoesNotKeepThem() {
    PoolState state = calling(grown(), 1, 30 * SECOND).state();

    assertThat(state.ticked(MINUTE).state().scale().wanted()).isEqualTo(2);
  }

  @Test
  void aPoolOfOneSizeNeverChangesIt() {
    PoolState state = calling(elastic(1, 1), 3, 0).state();

    assertThat(state.ticked(5 * MINUTE).actions()).isEmpty();
    assertThat(state.scale().wanted()).isOne();
  }

  /** Three idle kernels at moment 0, of one to three. */
  private static PoolState grown() {
    PoolState one = elastic(1, 3);
    PoolState state = one.with(one.scale().grown().grown()).ticked(0).state();
    for (long kernel = 2; kernel <= 3; kernel++) {
      state = PoolStates.serving(state, kernel, 0).state();
    }
    return state.ticked(0).state();
  }

  /** Calls are numbered from the moment on. */
  private static Step calling(PoolState before, int calls, long now) {
    Step step = Step.to(before);
    for (int call = 1; call <= calls; call++) {
      long number = now + call;
      step = step.then(state -> state.called(number, EXCLUSIVE, PATIENCE, now));
    }
    return step;
  }

  /** Every call has been granted a kernel and gives it back. */
  private static PoolState released(Step granted, long now) {
    PoolState state = granted.state();
    for (PoolAction action : granted.actions()) {
      Grant grant = (Grant) action;
      state = state.kernel(grant.kernel()).released(grant.call(), now).state();
    }
    return state;
  }
}
