package dev.cellroute.pool;

import static dev.cellroute.pool.PoolStates.open;
import static dev.cellroute.pool.PoolStates.rules;
import static dev.cellroute.pool.Sharing.Exclusive.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Capacity;
import dev.cellroute.pool.PoolAction.End;
import dev.cellroute.pool.PoolAction.Fail;
import dev.cellroute.pool.PoolAction.Grant;
import dev.cellroute.pool.PoolAction.Open;
import dev.cellroute.pool.PoolAction.Plant;
import dev.cellroute.pool.PoolAction.Refuse;
import dev.cellroute.pool.PoolAction.Start;
import dev.cellroute.pool.PoolAction.Stop;
import dev.cellroute.pool.PoolState.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolStateTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long SECOND = 1_000_000_000L;
  private final GatewayException failure =
      new GatewayException(ErrorCode.SEED_FAILED, "iris.ipynb, cell 2: boom\nTraceback");

  @Test
  void firstStartRunsSoManyAtATime() {
    Step step = PoolState.of(rules(3, 2, 1)).ticked(0);

    assertThat(step.actions()).containsExactly(new Start(1), new Start(2));
  }

  @Test
  void aStartedKernelIsSeededBeforeTheNextOneStarts() {
    PoolState state = PoolState.of(rules(2, 1, 1)).ticked(0).state();

    Step started = state.kernel(1).started();
    Step seeded = started.state().kernel(1).seeded(Capacity.SINGLE, 0);

    assertThat(started.actions()).containsExactly(new Plant(1));
    assertThat(seeded.actions()).containsExactly(new Start(2));
  }

  @Test
  void thePoolOpensWhenEveryKernelIsSeeded() {
    PoolState state = PoolState.of(rules(2, 2, 1)).ticked(0).state();
    state = state
        .kernel(2)
        .started()
        .state()
        .kernel(1)
        .started()
        .state()
        .kernel(2)
        .seeded(Capacity.SINGLE, 0)
        .state();

    Step last = state.kernel(1).seeded(Capacity.SINGLE, 0);

    assertThat(last.actions()).containsExactly(new Open());
    assertThat(last.state().snapshot()).isEqualTo(new PoolSnapshot(2, 2, 0, 0, 0, 0, ""));
  }

  @Test
  void theFirstFailedSeedOfTheFirstStartStopsEverything() {
    PoolState state = PoolState.of(rules(3, 3, 1)).ticked(0).state();
    state = state
        .kernel(1)
        .started()
        .state()
        .kernel(2)
        .started()
        .state()
        .kernel(1)
        .seeded(Capacity.SINGLE, 0)
        .state();

    Step failed = state.kernel(2).seedFailed(failure, 0);

    assertThat(failed.actions()).containsExactly(new Stop(2), new Fail(failure), new Stop(1));
    assertThat(failed.state().stage()).isEqualTo(Stage.CLOSING);
  }

  @Test
  void aFailedFirstStartEndsWhenTheLastKernelIsGone() {
    PoolState state = PoolState.of(rules(2, 2, 1)).ticked(0).state();
    state = state.kernel(1).startFailed(failure, 0).state();

    Step started = state.kernel(2).started();
    Step stopped = started.state().kernel(2).stopped(0);

    assertThat(started.actions()).containsExactly(new Stop(2));
    assertThat(stopped.actions()).containsExactly(new End());
    assertThat(stopped.state().stage()).isEqualTo(Stage.CLOSED);
  }

  @Test
  void aKernelThatDiesDuringTheFirstStartFailsIt() {
    PoolState state = PoolState.of(rules(2, 2, 1)).ticked(0).state();
    state = PoolStates.serving(state, 1, 0).state();

    Step died = state.kernel(1).died(failure, SECOND);

    assertThat(died.actions()).containsExactly(new Stop(1), new Fail(failure));
  }

  @Test
  void idleKernelsAreUsedInTurn() {
    PoolState state = open(3);

    long[] used = new long[6];
    for (int call = 0; call < 6; call++) {
      Step granted = state.called(call, EXCLUSIVE, PATIENCE, 0);
      used[call] = ((Grant) granted.actions().get(0)).kernel();
      state = granted.state().kernel(used[call]).released(call, 0).state();
    }

    assertThat(used).containsExactly(1, 2, 3, 1, 2, 3);
  }

  @Test
  void callsWaitWhenAllKernelsAreLentAndAreServedFirstComeFirst() {
    PoolState state = open(1).called(1, EXCLUSIVE, PATIENCE, 0).state();
    state = state
        .called(2, EXCLUSIVE, PATIENCE, 0)
        .state()
        .called(3, EXCLUSIVE, PATIENCE, 0)
        .state();

    Step released = state.kernel(1).released(1, 0);

    assertThat(released.actions()).containsExactly(new Grant(2, 1));
    assertThat(released.state().snapshot()).isEqualTo(new PoolSnapshot(1, 0, 1, 0, 1, 0, ""));
  }

  @Test
  void aCallBeyondTheQueueIsRefusedAtOnce() {
    PoolState state = open(rules(1, 1, 2));
    for (int call = 1; call <= 3; call++) {
      state = state.called(call, EXCLUSIVE, PATIENCE, 0).state();
    }

    Step refused = state.called(4, EXCLUSIVE, PATIENCE, 0);

    assertThat(refused.actions())
        .containsExactly(new Refuse(
            4,
            ErrorCode.NO_CAPACITY,
            "no kernel free and the queue is full (busy=1/1, waiting=2, starting=0)"));
    assertThat(refused.state()).isEqualTo(state);
  }

  @Test
  void aPoolWithoutAQueueStillLendsItsIdleKernels() {
    PoolState state = open(rules(1, 1, 0));

    assertThat(state.called(1, EXCLUSIVE, PATIENCE, 0).actions()).containsExactly(new Grant(1, 1));
  }

  @Test
  void aCallThatWaitsTooLongIsToldSoWithThePoolsState() {
    PoolState state = open(1)
        .called(1, EXCLUSIVE, PATIENCE, 0)
        .state()
        .called(2, EXCLUSIVE, PATIENCE, 0)
        .state();

    Step late = state.ticked(30 * SECOND);

    assertThat(late.actions())
        .containsExactly(new Refuse(
            2, ErrorCode.DEADLINE, "no kernel free within 30s (busy=1/1, waiting=1, starting=0)"));
    assertThat(late.state().line()).isEqualTo(Line.EMPTY);
  }

  @Test
  void aPatienceBelowASecondIsWrittenInMilliseconds() {
    PoolState state = open(1).called(1, EXCLUSIVE, PATIENCE, 0).state();

    Step late = state.called(2, EXCLUSIVE, Duration.ofMillis(250), 0).state().ticked(SECOND);

    assertThat(late.actions())
        .containsExactly(new Refuse(
            2,
            ErrorCode.DEADLINE,
            "no kernel free within 250ms (busy=1/1, waiting=1, starting=0)"));
  }

  @Test
  void theAlarmIsTheEarliestDeadline() {
    PoolState state = open(1).called(1, EXCLUSIVE, PATIENCE, 0).state();

    assertThat(state.alarm()).isEqualTo(Line.NEVER);
    assertThat(state
            .called(2, EXCLUSIVE, PATIENCE, 0)
            .state()
            .called(3, EXCLUSIVE, Duration.ofSeconds(1), 5)
            .state()
            .alarm())
        .isEqualTo(SECOND + 5);
  }

  @Test
  void aCallThatLeavesTheQueueIsNotServed() {
    PoolState state = open(1).called(1, EXCLUSIVE, PATIENCE, 0).state();
    state = state
        .called(2, EXCLUSIVE, PATIENCE, 0)
        .state()
        .called(3, EXCLUSIVE, PATIENCE, 0)
        .state();

    Step released = state.abandoned(2, 0).state().kernel(1).released(1, 0);

    assertThat(released.actions()).containsExactly(new Grant(3, 1));
  }

  @Test
  void anIdleKernelThatDiesIsReplacedWhenItIsGone() {
    PoolState state = open(2);

    Step died = state.kernel(1).died(failure, SECOND);
    Step gone = died.state().kernel(1).stopped(0);

    assertThat(died.actions()).containsExactly(new Stop(1));
    assertThat(gone.actions()).containsExactly(new Start(3));
    assertThat(gone.state().snapshot())
        .isEqualTo(told(new PoolSnapshot(2, 1, 0, 1, 0, 1, ""), Map.of(Departure.DIED, 1)));
  }

  @Test
  void theEndOfALeaseWhoseKernelDiedChangesNothing() {
    PoolState state = open(1)
        .called(1, EXCLUSIVE, PATIENCE, 0)
        .state()
        .kernel(1)
        .died(failure, SECOND)
        .state();

    assertThat(state.kernel(1).released(1, 0)).isEqualTo(Step.to(state));
    assertThat(state.kernel(1).spoiled(1, Departure.UNRESPONSIVE, "late", 0))
        .isEqualTo(Step.to(state));
  }

  @Test
  void aSpoiledKernelIsNotLentAgain() {
    PoolState state = open(1)
        .called(1, EXCLUSIVE, PATIENCE, 0)
        .state()
        .called(2, EXCLUSIVE, PATIENCE, 0)
        .state();

    Step spoiled = state.kernel(1).spoiled(1, Departure.UNRESPONSIVE, "late", 0);
    Step gone = spoiled.state().kernel(1).stopped(0);

    assertThat(spoiled.actions()).containsExactly(new Stop(1));
    assertThat(gone.actions()).containsExactly(new Start(2));
  }

  @Test
  void aReplacementServesWhoWaited() {
    PoolState state = open(1)
        .called(1, EXCLUSIVE, PATIENCE, 0)
        .state()
        .called(2, EXCLUSIVE, PATIENCE, 0)
        .state();
    state = state
        .kernel(1)
        .spoiled(1, Departure.UNRESPONSIVE, "late", 0)
        .state()
        .kernel(1)
        .stopped(0)
        .state()
        .kernel(2)
        .started()
        .state();

    assertThat(state.kernel(2).seeded(Capacity.SINGLE, 0).actions())
        .containsExactly(new Grant(2, 2));
  }

  @Test
  void aFailedReplacementIsTriedAgainAfterABackOffThatDoubles() {
    PoolState state =
        open(1).kernel(1).died(failure, SECOND).state().kernel(1).stopped(0).state();

    Step first = state.kernel(2).startFailed(failure, 0);
    Step tooEarly = first.state().ticked(SECOND / 4 - 1);
    Step retried = tooEarly.state().ticked(SECOND / 4);
    Step second = retried.state().kernel(3).startFailed(failure, SECOND);

    assertThat(first.state().alarm()).isEqualTo(SECOND / 4);
    assertThat(tooEarly.actions()).isEmpty();
    assertThat(retried.actions()).containsExactly(new Start(3));
    assertThat(retried.state().alarm()).isEqualTo(Line.NEVER);
    assertThat(second.state().alarm()).isEqualTo(SECOND + SECOND / 2);
  }

  @Test
  void theLastFailureIsToldInOneLineUntilAKernelIsSeeded() {
    PoolState state = open(1)
        .kernel(1)
        .died(failure, SECOND)
        .state()
        .kernel(1)
        .stopped(0)
        .state()
        .kernel(2)
        .started()
        .state();

    PoolState failed = state.kernel(2).seedFailed(failure, 0).state();
    PoolState healed = failed
        .kernel(2)
        .stopped(SECOND)
        .state()
        .kernel(3)
        .started()
        .state()
        .kernel(3)
        .seeded(Capacity.SINGLE, SECOND)
        .state();

    assertThat(failed.snapshot())
        .isEqualTo(new PoolSnapshot(
            1,
            0,
            0,
            0,
            0,
            1,
            "iris.ipynb, cell 2: boom",
            1,
            Map.of(Departure.DIED, 1),
            PoolSnapshot.Condition.SOUND));
    assertThat(healed.snapshot())
        .isEqualTo(told(
            new PoolSnapshot(1, 1, 0, 0, 0, 2, ""),
            Map.of(Departure.DIED, 1, Departure.SETUP_FAILED, 1)));
  }

  @Test
  void afterAFailureOneKernelAtATimeIsTried() {
    PoolState state = open(3);
    for (long kernel = 1; kernel <= 3; kernel++) {
      state = state.kernel(kernel).died(failure, SECOND).state();
    }
    state = state.kernel(1).stopped(0).state().kernel(4).startFailed(failure, 0).state();
    state = state.kernel(2).stopped(0).state().kernel(3).stopped(0).state();

    Step probe = state.ticked(SECOND);
    Step healed = PoolStates.serving(probe.state(), 5, SECOND);

    assertThat(probe.actions()).containsExactly(new Start(5));
    assertThat(healed.actions()).containsExactly(new Start(6), new Start(7));
  }

  @Test
  void callsWhileNoKernelServesAreToldAtTheirDeadlineToComeAgain() {
    PoolState state =
        open(1).kernel(1).died(failure, SECOND).state().kernel(1).stopped(0).state();
    state = state
        .kernel(2)
        .startFailed(failure, 0)
        .state()
        .called(1, EXCLUSIVE, Duration.ofMillis(100), 0)
        .state();

    Step late = state.ticked(SECOND / 10);

    assertThat(late.actions())
        .containsExactly(new Refuse(
            1,
            ErrorCode.STARTING,
            "no kernel ready within 100ms (busy=0/1, waiting=1, starting=0)"));
  }

  @Test
  void closingRefusesWhoWaitsAndStopsWhatLives() {
    PoolState state = open(2)
        .called(1, EXCLUSIVE, PATIENCE, 0)
        .state()
        .called(2, EXCLUSIVE, PATIENCE, 0)
        .state();
    state = state
        .called(3, EXCLUSIVE, PATIENCE, 0)
        .state()
        .kernel(2)
        .died(failure, SECOND)
        .state();

    Step closed = state.closed(0);

    assertThat(closed.actions())
        .containsExactly(
            new Refuse(
                3,
                ErrorCode.DRAINING,
                "the kernels are being stopped (busy=1/2, waiting=1, starting=0)"),
            new Stop(1));
    assertThat(closed.state().kernel(1).stopped(0).state().kernel(2).stopped(0).actions())
        .containsExactly(new End());
  }

  @Test
  void aClosingPoolTakesNoCallsAndStartsNothing() {
    PoolState state = open(1).closed(0).state();

    assertThat(state.called(9, EXCLUSIVE, PATIENCE, 0).actions())
        .containsExactly(new Refuse(
            9,
            ErrorCode.DRAINING,
            "the kernels are being stopped (busy=0/1, waiting=0, starting=0)"));
    assertThat(state.closed(0).actions()).isEmpty();
    assertThat(state.ticked(SECOND).actions()).isEmpty();
  }

  @Test
  void aStartThatFailsWhileClosingLetsThePoolEnd() {
    PoolState state = open(1)
        .kernel(1)
        .died(failure, SECOND)
        .state()
        .kernel(1)
        .stopped(0)
        .state()
        .closed(0)
        .state();

    assertThat(state.kernel(2).startFailed(failure, 0).actions()).containsExactly(new End());
  }

  @Test
  void theBackOffGrowsToHalfAMinuteAndNoFurther() {
    List<Duration> waits =
        List.of(1, 2, 3, 7, 8, 9, 1000).stream().map(Backoff.DOUBLING::after).toList();

    assertThat(waits)
        .containsExactly(
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(16),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));
  }

  private static PoolSnapshot told(PoolSnapshot plain, Map<Departure, Integer> departures) {
    return new PoolSnapshot(
        plain.size(),
        plain.idle(),
        plain.busy(),
        plain.starting(),
        plain.waiting(),
        plain.restarts(),
        plain.lastFailure(),
        plain.retiring(),
        departures,
        plain.condition());
  }
}
