package dev.cellroute.pool;

import static dev.cellroute.pool.Sharing.Exclusive.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.KernelCount;
import dev.cellroute.config.Recycling;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Capacity;
import dev.cellroute.pool.PoolAction.Grant;
import dev.cellroute.pool.PoolAction.Start;
import dev.cellroute.pool.PoolAction.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WornKernelTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long SECOND = 1_000_000_000L;

  @Test
  void afterItsLastCallAKernelIsReplacedBeforeItLeaves() {
    PoolState state = open(1, calls(2));
    state = call(state, 1, 1).state();

    Step worn = call(state, 2, 1);
    Step started = worn.state().kernel(2).started();
    Step seeded = started.state().kernel(2).seeded(Capacity.SINGLE, 0);
    Step gone = seeded.state().kernel(1).stopped(0);

    assertThat(worn.actions()).containsExactly(new Start(2));
    assertThat(seeded.actions()).containsExactly(new Stop(1));
    assertThat(gone.actions()).isEmpty();
    assertThat(gone.state().snapshot().departures()).isEqualTo(Map.of(Departure.MAX_REQUESTS, 1));
  }

  @Test
  void aWornKernelServesUntilThereIsAnother() {
    PoolState state = call(open(1, calls(1)), 1, 1).state();

    assertThat(state.called(2, EXCLUSIVE, PATIENCE, 0).actions()).containsExactly(new Grant(2, 1));
  }

  @Test
  void aWornKernelThatIsLentLeavesAfterItsCall() {
    PoolState state = call(open(1, calls(1)), 1, 1).state();
    state = state.called(2, EXCLUSIVE, PATIENCE, 0).state();
    state = state.called(3, EXCLUSIVE, PATIENCE, 0).state();
    state = state.called(4, EXCLUSIVE, PATIENCE, 0).state();

    Step seeded = PoolStates.serving(state, 2, 0);
    Step released = seeded.state().kernel(1).released(2, 0);

    assertThat(seeded.actions()).containsExactly(new Grant(3, 2));
    assertThat(released.actions()).containsExactly(new Stop(1));
  }

  @Test
  void wornKernelsAreReplacedOneByOne() {
    PoolState state = open(2, age(Duration.ofSeconds(100)));

    Step worn = state.ticked(100 * SECOND);
    Step seeded = PoolStates.serving(worn.state(), 3, 100 * SECOND);
    Step gone = seeded.state().kernel(1).stopped(100 * SECOND);

    assertThat(worn.actions()).containsExactly(new Start(3));
    assertThat(seeded.actions()).containsExactly(new Stop(1));
    assertThat(gone.actions()).containsExactly(new Start(4));
  }

  @Test
  void theAlarmRingsWhenTheFirstKernelIsTooOld() {
    PoolState state = open(2, age(Duration.ofSeconds(100)));

    assertThat(state.alarm()).isBetween(90 * SECOND, 100 * SECOND);
    assertThat(state.ticked(state.alarm() - 1).actions()).isEmpty();
    assertThat(state.ticked(state.alarm()).actions()).containsExactly(new Start(3));
  }

  @Test
  void aKernelWithTooMuchMemoryIsReplaced() {
    PoolState state = open(1, memory(DataSize.ofMib(100)));

    Step enough = state.kernel(1).weighed(DataSize.ofMib(100).bytes(), 0);
    Step tooMuch = state.kernel(1).weighed(DataSize.ofMib(100).bytes() + 1, 0);

    assertThat(enough.actions()).isEmpty();
    assertThat(tooMuch.actions()).containsExactly(new Start(2));
  }

  @Test
  void aReplacementThatDoesNotStartLeavesTheWornKernelInService() {
    PoolState state = call(open(1, calls(1)), 1, 1).state();

    Step failed = state.kernel(2).startFailed(new IllegalStateException("no memory"), 0);

    assertThat(failed.actions()).isEmpty();
    assertThat(failed.state().snapshot().idle()).isOne();
    assertThat(failed.state().alarm()).isEqualTo(SECOND / 4);
    assertThat(failed.state().ticked(SECOND / 4).actions()).containsExactly(new Start(3));
  }

  @Test
  void aWornKernelThatDiesHasDied() {
    PoolState state = call(open(1, calls(1)), 1, 1).state();
    GatewayException why = new GatewayException(ErrorCode.KERNEL_DIED, "killed");

    PoolState gone = state.kernel(1).died(why, 0).state().kernel(1).stopped(0).state();

    assertThat(gone.snapshot().departures()).isEqualTo(Map.of(Departure.DIED, 1));
    assertThat(gone.members().size()).as("its replacement").isOne();
  }

  @Test
  void kernelsThatStartedTogetherDoNotLeaveTogether() {
    Wear wear = Wear.of(calls(1000));

    List<Long> last = LongStream.rangeClosed(1, 4)
        .mapToObj(kernel -> callsUntilWorn(wear, kernel))
        .toList();

    assertThat(last).doesNotHaveDuplicates();
    assertThat(last).allMatch(calls -> calls > 900 && calls <= 1000);
  }

  private static long callsUntilWorn(Wear wear, long kernel) {
    Member member = Member.starting(kernel).seeded(Capacity.SINGLE, 0);
    while (wear.of(member, 0).isEmpty()) {
      member = member.with(member.service().plusCall());
    }
    return member.service().calls();
  }

  private static Step call(PoolState state, long call, long kernel) {
    return state.called(call, EXCLUSIVE, PATIENCE, 0).state().kernel(kernel).released(call, 0);
  }

  private static Recycling calls(int calls) {
    return new Recycling(Optional.of(calls), Optional.empty(), Optional.empty());
  }

  private static Recycling age(Duration age) {
    return new Recycling(Optional.empty(), Optional.of(age), Optional.empty());
  }

  private static Recycling memory(DataSize size) {
    return new Recycling(Optional.empty(), Optional.empty(), Optional.of(size));
  }

  private static PoolState open(int size, Recycling recycling) {
    return PoolStates.open(new PoolRules(
        KernelCount.of(size), size, 4, Backoff.DOUBLING, Duration.ZERO, Wear.of(recycling)));
  }
}
