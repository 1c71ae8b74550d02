package dev.cellroute.pool;

import static dev.cellroute.pool.PoolStates.call;
import static dev.cellroute.pool.PoolStates.open;
import static dev.cellroute.pool.PoolStates.used;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.kernel.Capacity;
import dev.cellroute.kernel.Capacity.Overlap;
import dev.cellroute.pool.PoolAction.Grant;
import dev.cellroute.pool.PoolAction.Refuse;
import dev.cellroute.pool.PoolAction.Stop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedKernelTest {

  private static final Sharing ALONE = Sharing.exclusive();
  private static final Sharing SLOW = Sharing.shared("GET /slow", 2);
  private static final long QUICK = 1_000;

  @Test
  void callsOfOneKeyHoldAKernelTogetherUpToTheirLimit() {
    Step first = call(used(1, 2, QUICK), 1, SLOW, 0);
    Step second = call(first.state(), 2, Sharing.shared("GET /slow", 2), 0);
    Step third = call(second.state(), 3, SLOW, 0);

    assertThat(second.actions()).containsExactly(new Grant(2, 1));
    assertThat(third.actions()).isEmpty();
    assertThat(third.state().snapshot()).isEqualTo(new PoolSnapshot(1, 0, 1, 0, 1, 0, ""));
  }

  @Test
  void whoeverEndsFirstMakesRoom() {
    PoolState state = shared();
    state = call(state, 3, SLOW, 0).state();

    assertThat(state.kernel(1).released(2, 0).actions()).containsExactly(new Grant(3, 1));
    assertThat(state.kernel(1).released(1, 0).actions()).containsExactly(new Grant(3, 1));
  }

  @Test
  void aKernelIsIdleWhenTheLastOfThemHasEnded() {
    PoolState one = shared().kernel(1).released(1, 0).state();

    PoolState none = one.kernel(1).released(2, 0).state();

    assertThat(one.snapshot().busy()).isOne();
    assertThat(none.snapshot().idle()).isOne();
  }

  @Test
  void anIdleKernelIsPreferredToASharedOne() {
    PoolState state = call(used(2, 2, QUICK), 1, SLOW, 0).state();

    assertThat(call(state, 2, SLOW, 0).actions()).containsExactly(new Grant(2, 2));
  }

  @Test
  void anotherKeyAnotherLimitAndAnExclusiveCallWait() {
    PoolState state = call(used(1, 2, QUICK), 1, SLOW, 0).state();

    assertThat(call(state, 2, Sharing.shared("GET /other", 2), 0).actions()).isEmpty();
    assertThat(call(state, 2, Sharing.shared("GET /slow", 3), 0).actions()).isEmpty();
    assertThat(call(state, 2, ALONE, 0).actions()).isEmpty();
  }

  @Test
  void aSharedCallJoinsNoExclusiveOne() {
    PoolState state = call(used(1, 2, QUICK), 1, ALONE, 0).state();

    assertThat(call(state, 2, SLOW, 0).actions()).isEmpty();
  }

  @Test
  void aCallSharedByOneHasItsKernelAndItsLaneAlone() {
    Sharing one = Sharing.shared("GET /one", 1);
    PoolState state = call(used(1, 2, QUICK), 1, one, 0).state();

    assertThat(call(state, 2, one, 0).actions()).isEmpty();
    assertThat(call(state, 2, ALONE, 0).actions()).isEmpty();
  }

  @Test
  void aKernelOfDepthOneIsNotShared() {
    PoolState state = call(used(1, 1, QUICK), 1, SLOW, 0).state();

    assertThat(call(state, 2, SLOW, 0).actions()).isEmpty();
  }

  @Test
  void aKernelOfDepthOneThatOverlapsIsSharedByCallsThatDeclareIt() {
    PoolState state = open(1, new Capacity(1, Overlap.AS_DECLARED));

    Step shared = call(call(state, 1, SLOW, 0).state(), 2, SLOW, 0);
    Step exclusive = call(call(state, 1, ALONE, 0).state(), 2, ALONE, 0);

    assertThat(shared.actions()).containsExactly(new Grant(2, 1));
    assertThat(exclusive.actions()).isEmpty();
  }

  @Test
  void aWaitingExclusiveCallIsNotOvertaken() {
    PoolState state = call(used(1, 2, QUICK), 1, SLOW, 0).state();
    state = call(state, 2, ALONE, 0).state();

    Step later = call(state, 3, SLOW, 0);
    Step released = later.state().kernel(1).released(1, 0);

    assertThat(later.actions()).as("there is room, but not for the first").isEmpty();
    assertThat(released.actions()).containsExactly(new Grant(2, 1));
  }

  @Test
  void severalWhoWaitedAreGrantedTogether() {
    PoolState state = call(used(1, 2, QUICK), 1, ALONE, 0).state();
    state = call(state, 2, SLOW, 0).state();
    state = call(state, 3, SLOW, 0).state();

    assertThat(state.kernel(1).released(1, 0).actions())
        .containsExactly(new Grant(2, 1), new Grant(3, 1));
  }

  @Test
  void whoWaitsBehindACallThatLeavesFindsTheRoomItDidNot() {
    PoolState state = call(used(1, 2, QUICK), 1, SLOW, 0).state();
    state = call(state, 2, ALONE, 0).state();
    state = call(state, 3, SLOW, 0).state();

    assertThat(state.abandoned(2, 0).actions()).containsExactly(new Grant(3, 1));
  }

  @Test
  void whoWaitsBehindALateCallFindsTheRoomItDidNot() {
    PoolState state = call(used(1, 2, QUICK), 1, SLOW, 0).state();
    state = state.called(2, ALONE, Duration.ofMillis(1), 0).state();
    state = call(state, 3, SLOW, 0).state();

    assertThat(state.ticked(1_000_000).actions())
        .containsExactly(
            new Refuse(
                2,
                ErrorCode.DEADLINE,
                "no kernel free within 1ms (busy=1/1, waiting=2, starting=0)"),
            new Grant(3, 1));
  }

  @Test
  void aSpoiledSharedKernelIsRetiredOnce() {
    Step spoiled = shared().kernel(1).spoiled(2, Departure.UNRESPONSIVE, "late", 0);
    PoolState after = spoiled.state();

    assertThat(spoiled.actions()).containsExactly(new Stop(1));
    assertThat(after.kernel(1).spoiled(1, Departure.UNRESPONSIVE, "late", 0))
        .isEqualTo(Step.to(after));
    assertThat(after.kernel(1).released(1, 0)).isEqualTo(Step.to(after));
  }

  @Test
  void sharingWithNobodyAtAllIsRefused() {
    assertThatThrownBy(() -> Sharing.shared("GET /slow", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit: 0 (expected: >= 1)");
  }

  /** Calls 1 and 2 hold the only kernel together. */
  private static PoolState shared() {
    return call(call(used(1, 2, QUICK), 1, SLOW, 0).state(), 2, SLOW, 0).state();
  }
}
