package dev.cellroute.pool;

import static dev.cellroute.pool.Sharing.Exclusive.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.pool.PoolAction.Grant;
import dev.cellroute.pool.PoolAction.Refuse;
import dev.cellroute.pool.PoolAction.Start;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DegradedPoolTest {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long SECOND = 1_000_000_000L;
  private final GatewayException failure =
      new GatewayException(ErrorCode.KERNEL_START_FAILED, "no memory");

  @Test
  void fiveFailuresWithinAMinuteDegradeAPool() {
    PoolState four = failing(lost(PoolStates.open(1)), 4, SECOND);

    PoolState five = failing(four, 1, SECOND);

    assertThat(four.snapshot().isDegraded()).isFalse();
    assertThat(five.snapshot().isDegraded()).isTrue();
    assertThat(five.snapshot().lastFailure()).isEqualTo("no memory");
  }

  @Test
  void failuresThatAreFarApartDoNotDegradeAPool() {
    PoolState state = failing(lost(PoolStates.open(1)), 20, 16 * SECOND);

    assertThat(state.snapshot().isDegraded()).isFalse();
  }

  @Test
  void aCallOfADegradedPoolIsRefusedAtOnce() {
    PoolState state = degraded(PoolStates.open(1));
    long now = lastFailure(state) + SECOND;

    assertThat(state.called(1, EXCLUSIVE, PATIENCE, now).actions())
        .containsExactly(new Refuse(
            1,
            ErrorCode.DEGRADED,
            "its kernels keep failing; the next is tried in 29s"
                + " (busy=0/1, waiting=0, starting=0)"));
  }

  @Test
  void whoWaitsIsRefusedWhenThePoolBecomesDegraded() {
    PoolState state = failing(lost(PoolStates.open(1)), 4, SECOND);
    long now = state.starts().earliest();
    state = state.called(1, EXCLUSIVE, PATIENCE, now).state();

    Step step = state.kernel(state.starts().next() - 1).startFailed(failure, now);

    assertThat(step.actions()).hasSize(1);
    assertThat(((Refuse) step.actions().get(0)).code()).isEqualTo(ErrorCode.DEGRADED);
  }

  @Test
  void aDegradedPoolTriesOneStartEachHalfMinute() {
    PoolState state = degraded(PoolStates.open(3));
    long failed = lastFailure(state);

    assertThat(state.alarm()).isEqualTo(failed + 30 * SECOND);
    assertThat(state.ticked(failed + 30 * SECOND - 1).actions()).isEmpty();
    Step probe = state.ticked(failed + 30 * SECOND);
    assertThat(probe.actions()).hasSize(1).hasOnlyElementsOfType(Start.class);
    assertThat(failing(probe.state(), 1, SECOND).starts().earliest())
        .isGreaterThan(failed + 60 * SECOND);
  }

  @Test
  void aProbeThatSucceedsServesCallsAtOnceButOthersStartWhenItHasProvenItself() {
    PoolState state = degraded(PoolStates.open(2));
    long now = state.starts().earliest();
    state = state.ticked(now).state();
    long probe = state.starts().next() - 1;

    Step seeded = PoolStates.serving(state, probe, now);
    Step granted = seeded.state().called(1, EXCLUSIVE, PATIENCE, now);
    Step released = granted.state().kernel(probe).released(1, now + 1);

    assertThat(seeded.actions()).isEmpty();
    assertThat(granted.actions()).containsExactly(new Grant(1, probe));
    assertThat(released.actions()).containsExactly(new Start(probe + 1));
    assertThat(released.state().snapshot().isDegraded()).isFalse();
  }

  @Test
  void aProbeThatLivesForASecondWithoutACallHasProvenItself() {
    PoolState state = degraded(PoolStates.open(1));
    long now = state.starts().earliest();
    state = state.ticked(now).state();
    long probe = state.starts().next() - 1;
    state = PoolStates.serving(state, probe, now).state();

    assertThat(state.alarm()).isEqualTo(now + SECOND);
    assertThat(state.snapshot().isDegraded()).isTrue();
    assertThat(state.ticked(now + SECOND).state().snapshot().isDegraded()).isFalse();
  }

  @Test
  void aKernelThatDiesAsSoonAsItIsReadyCountsAsFailed() {
    PoolState state = PoolStates.open(1);
    long now = 0;
    for (int death = 1; death <= 5; death++) {
      long kernel = state.starts().next() - 1;
      state = state.kernel(kernel).died(failure, now + 5).state();
      state = state.kernel(kernel).stopped(now + 6).state();
      assertThat(state.snapshot().isDegraded()).isEqualTo(death == 5);
      now = state.starts().earliest();
      state = seededNext(state, now);
    }
  }

  @Test
  void aPoolWithAKernelLeftGoesOnServing() {
    PoolState state = degraded(served(PoolStates.open(2)));

    assertThat(state.snapshot().isDegraded()).isTrue();
    assertThat(state.called(1, EXCLUSIVE, PATIENCE, 0).actions()).containsExactly(new Grant(1, 2));
  }

  @Test
  void aKernelFromBeforeTheFailuresProvesNothing() {
    PoolState state = degraded(served(PoolStates.open(2)));
    long now = lastFailure(state) + 2 * SECOND;

    state = state.called(1, EXCLUSIVE, PATIENCE, now).state();
    state = state.kernel(2).released(1, now + 1).state();

    assertThat(state.snapshot().isDegraded()).isTrue();
  }

  /** All kernels but those that are lent die after some time. */
  private PoolState degraded(PoolState state) {
    return failing(lost(state), 5, SECOND);
  }

  private PoolState lost(PoolState before) {
    PoolState state = before;
    boolean isOneLeft = before.departures().counts().isEmpty()
        && before.members().list().stream().anyMatch(member -> member.service().calls() > 0);
    for (Member member : before.members().list()) {
      if (!isOneLeft || member.kernel() == 1) {
        state = state.kernel(member.kernel()).died(failure, 2 * SECOND).state();
        state = state.kernel(member.kernel()).stopped(2 * SECOND).state();
      }
    }
    return state;
  }

  /** Its second kernel has ended a call. */
  private static PoolState served(PoolState state) {
    PoolState lent = state.called(-1, EXCLUSIVE, PATIENCE, 0).state();
    lent = lent.called(-2, EXCLUSIVE, PATIENCE, 0).state();
    lent = lent.kernel(1).released(-1, 0).state();
    return lent.kernel(2).released(-2, 0).state();
  }

  /** Whatever starts, fails, so many times, this long after it may start. */
  private PoolState failing(PoolState before, int times, long after) {
    PoolState state = before;
    long now = 2 * SECOND;
    for (int time = 1; time <= times; time++) {
      now = Math.max(now, state.starts().earliest()) + after;
      state = state.ticked(now).state();
      for (Member member : state.members().list()) {
        if (member.isStarting()) {
          state = state.kernel(member.kernel()).startFailed(failure, now).state();
        }
      }
    }
    return state;
  }

  private static PoolState seededNext(PoolState before, long now) {
    PoolState state = before.ticked(now).state();
    long kernel = state.starts().next() - 1;
    return PoolStates.serving(state, kernel, now).state();
  }

  private static long lastFailure(PoolState state) {
    return state.starts().recent().get(state.starts().recent().size() - 1);
  }
}
