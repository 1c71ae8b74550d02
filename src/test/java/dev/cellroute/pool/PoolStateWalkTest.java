package dev.cellroute.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.pool.Member.Phase;
import dev.cellroute.pool.PoolState.Stage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random walks: whatever happens in whatever order, the promises of the pool hold. The seeds make
 * them repeatable.
 */
class PoolStateWalkTest {

  private static final int STEPS = 4_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void promisesHoldOnEveryStep(long seed) {
    Walk walk = new Walk(seed);
    for (int step = 0; step < STEPS; step++) {
      walk.step();
      walk.check();
    }
    walk.close();
  }

  /** A pool, and what an observer of its actions knows. */
  private static final class Walk implements PoolAction.Doer {

    private final Throwable cause = new IllegalStateException("boom");
    private final Random random;
    private final PoolRules rules;
    private final Set<Long> starting = new LinkedHashSet<>();
    private final Set<Long> seeding = new LinkedHashSet<>();
    private final Set<Long> lent = new LinkedHashSet<>();
    private final Set<Long> stopping = new LinkedHashSet<>();
    private final Set<Long> everStopped = new HashSet<>();
    private final Deque<Long> waiting = new ArrayDeque<>();
    private PoolState state;
    private long now;
    private long calls;
    private int granted;
    private int opened;
    private int ended;

    Walk(long seed) {
      random = new Random(seed);
      rules = new PoolRules(
          1 + random.nextInt(5),
          1 + random.nextInt(3),
          random.nextInt(6),
          failures -> Duration.ofMillis(failures));
      state = PoolState.of(rules);
      take(state.ticked(now));
      while (state.stage() == Stage.OPENING) {
        long kernel = any(starting);
        take(state.started(kernel));
        finishSeeding(any(seeding));
      }
    }

    void step() {
      now += random.nextInt(1_000_000);
      switch (random.nextInt(11)) {
        case 0, 1, 2 -> call();
        case 3 -> abandon();
        case 4, 5 -> release();
        case 6 -> spoil();
        case 7 -> die();
        case 8 -> startEnds();
        case 9 -> seedEnds();
        default -> stopEnds();
      }
      if (random.nextInt(4) == 0) {
        take(state.ticked(now));
      }
    }

    private void call() {
      calls++;
      waiting.add(calls);
      take(state.called(calls, Duration.ofMillis(random.nextInt(60)), now));
    }

    private void abandon() {
      if (!waiting.isEmpty()) {
        List<Long> all = new ArrayList<>(waiting);
        long call = all.get(random.nextInt(all.size()));
        waiting.remove(call);
        take(state.abandoned(call));
      }
    }

    private void release() {
      if (!lent.isEmpty()) {
        long kernel = any(lent);
        lent.remove(kernel);
        take(state.released(kernel, now));
      }
    }

    private void spoil() {
      if (!lent.isEmpty()) {
        long kernel = any(lent);
        lent.remove(kernel);
        take(state.spoiled(kernel));
      }
    }

    /** A lent kernel that died stays lent for its holder, who ends the lease later. */
    private void die() {
      List<Member> living = state.members().list().stream()
          .filter(each -> each.phase() == Phase.IDLE || each.phase() == Phase.LENT)
          .toList();
      if (!living.isEmpty()) {
        take(state.died(living.get(random.nextInt(living.size())).kernel(), cause, now));
      }
    }

    private void startEnds() {
      if (!starting.isEmpty()) {
        long kernel = any(starting);
        starting.remove(kernel);
        take(
            random.nextInt(3) == 0 ? state.startFailed(kernel, cause, now) : state.started(kernel));
      }
    }

    private void seedEnds() {
      if (!seeding.isEmpty()) {
        long kernel = any(seeding);
        seeding.remove(kernel);
        take(
            random.nextInt(3) == 0
                ? state.seedFailed(kernel, cause, now)
                : state.seeded(kernel, now));
      }
    }

    private void finishSeeding(long kernel) {
      seeding.remove(kernel);
      take(state.seeded(kernel, now));
    }

    private void stopEnds() {
      if (!stopping.isEmpty()) {
        long kernel = any(stopping);
        stopping.remove(kernel);
        take(state.stopped(kernel, now));
      }
    }

    void check() {
      assertThat(state.members().size()).isLessThanOrEqualTo(rules.size());
      assertThat(state.line().length()).isLessThanOrEqualTo(rules.queueLimit());
      assertThat(state.members().underway()).isLessThanOrEqualTo(rules.parallelStarts());
      assertThat(state.line().waiters().stream().map(Waiter::call).toList())
          .as("nobody who waits is lost, and nobody overtakes")
          .isEqualTo(List.copyOf(waiting));
      assertThat(state.line().isEmpty() || state.members().longestIdle().isEmpty())
          .as("no kernel is idle while a call waits")
          .isTrue();
      assertThat(state.line().isEmpty() || state.alarm().isPresent())
          .as("every wait has a deadline")
          .isTrue();
      assertThat(state.members().isEmpty() && state.alarm().isEmpty())
          .as("a pool never gives up starting kernels")
          .isFalse();
    }

    /**
     * Whatever was under way ends, and then so does the pool, once, with no kernel and nobody
     * waiting.
     */
    void close() {
      take(state.closed(now));
      assertThat(waiting).isEmpty();
      while (!starting.isEmpty() || !seeding.isEmpty() || !stopping.isEmpty()) {
        startEnds();
        seedEnds();
        stopEnds();
      }
      assertThat(state.stage()).isEqualTo(Stage.CLOSED);
      assertThat(state.members()).isEqualTo(Members.NONE);
      assertThat(opened).isOne();
      assertThat(ended).isOne();
      assertThat(granted).as("the walk did something").isGreaterThan(20);
    }

    private void take(Step step) {
      state = step.state();
      step.actions().forEach(action -> action.by(this));
    }

    private long any(Set<Long> kernels) {
      List<Long> all = List.copyOf(kernels);
      return all.get(random.nextInt(all.size()));
    }

    @Override
    public void start(long kernel) {
      assertThat(starting.add(kernel)).isTrue();
    }

    @Override
    public void plant(long kernel) {
      starting.remove(kernel);
      assertThat(seeding.add(kernel)).isTrue();
    }

    @Override
    public void stop(long kernel) {
      assertThat(everStopped.add(kernel)).as("a kernel is stopped once").isTrue();
      stopping.add(kernel);
    }

    @Override
    public void grant(long call, long kernel) {
      granted++;
      assertThat(waiting.poll()).as("first come, first served").isEqualTo(call);
      assertThat(everStopped).doesNotContain(kernel);
      assertThat(lent.add(kernel)).as("no kernel is lent twice").isTrue();
    }

    @Override
    public void refuse(long call, ErrorCode code, String message) {
      assertThat(waiting.remove(call)).as("refused once").isTrue();
    }

    @Override
    public void open() {
      opened++;
    }

    @Override
    public void fail(Throwable cause) {
      throw new AssertionError("the first start of this walk cannot fail");
    }

    @Override
    public void end() {
      ended++;
    }
  }
}
