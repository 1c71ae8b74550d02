package dev.cellroute.pool;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.KernelCount;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.kernel.Capacity;
import dev.cellroute.pool.Member.Phase;
import dev.cellroute.pool.PoolState.Stage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random walks: whatever happens in whatever order, the promises of the pool hold. The seeds make
 * them repeatable.
 */
class PoolStateWalkTest {

  private static final int STEPS = 4_000;
  private static final List<Sharing> SHARINGS = List.of(
      Sharing.exclusive(),
      Sharing.exclusive(),
      Sharing.exclusive(),
      Sharing.shared("slow", 3),
      Sharing.shared("slow", 3),
      Sharing.shared("other", 2),
      Sharing.shared("alone", 1));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13})
  void promisesHoldOnEveryStep(long seed) {
    Walk walk = new Walk(seed);
    for (int step = 0; step < STEPS; step++) {
      walk.step();
      walk.check();
    }
    walk.close();
  }

  /** A call in the hands of its caller. */
  private record Loan(long call, Sharing sharing) {}

  /** A pool, and what an observer of its actions knows. */
  private static final class Walk implements PoolAction.Doer {

    private final Throwable cause = new IllegalStateException("boom");
    private final Random random;
    private final PoolRules rules;
    private final Set<Long> starting = new LinkedHashSet<>();
    private final Set<Long> seeding = new LinkedHashSet<>();
    private final Set<Long> idle = new HashSet<>();
    private final Map<Long, List<Loan>> held = new TreeMap<>();
    private final Map<Long, Long> firstSince = new HashMap<>();
    private final Map<Long, Sharing> sharings = new HashMap<>();
    private final Set<Long> stopping = new LinkedHashSet<>();
    private final Set<Long> everStopped = new HashSet<>();
    private final Deque<Long> waiting = new ArrayDeque<>();
    private PoolState state;
    private final int pause;
    private long now;
    private long calls;
    private int granted;
    private int beside;
    private int behind;
    private int opened;
    private int ended;

    Walk(long seed) {
      random = new Random(seed);
      pause = 20_000 + random.nextInt(1_000_000);
      int least = 1 + random.nextInt(5);
      rules = new PoolRules(
          new KernelCount(least, least + random.nextInt(3)),
          1 + random.nextInt(3),
          random.nextInt(6),
          failures -> Duration.ofMillis(failures),
          Duration.ofMillis(2),
          random.nextBoolean() ? Wear.NONE : new Wear(30, 200_000_000, 1000));
      state = PoolState.of(rules);
      take(state.ticked(now));
      while (state.stage() == Stage.OPENING) {
        long kernel = any(starting);
        take(state.kernel(kernel).started());
        finishSeeding(any(seeding));
      }
    }

    void step() {
      now += random.nextInt(pause) + (isLongPause() ? Starts.PROBE.toNanos() : 0);
      weigh();
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3, 4, 5 -> call();
        case 6 -> abandon();
        case 7, 8, 9, 10, 11, 12 -> release();
        case 13 -> spoil();
        case 14 -> die();
        case 15, 16 -> startEnds();
        case 17, 18 -> seedEnds();
        default -> stopEnds();
      }
      if (random.nextInt(4) == 0) {
        take(state.ticked(now));
      }
    }

    /** A degraded pool has to wait for its next start. */
    private boolean isLongPause() {
      return state.starts().isDegraded() && random.nextInt(10) == 0;
    }

    private void call() {
      calls++;
      waiting.add(calls);
      sharings.put(calls, SHARINGS.get(random.nextInt(SHARINGS.size())));
      Duration patience = Duration.ofMillis(random.nextInt(60));
      take(state.called(calls, sharings.get(calls), patience, now));
    }

    private void abandon() {
      if (!waiting.isEmpty()) {
        List<Long> all = new ArrayList<>(waiting);
        long call = all.get(random.nextInt(all.size()));
        waiting.remove(call);
        take(state.abandoned(call, now));
      }
    }

    private void release() {
      if (!held.isEmpty()) {
        long kernel = any(held.keySet());
        long call = giveBack(kernel);
        take(state.kernel(kernel).released(call, now));
      }
    }

    private void spoil() {
      if (!held.isEmpty()) {
        long kernel = any(held.keySet());
        long call = giveBack(kernel);
        take(state.kernel(kernel).spoiled(call, Departure.UNRESPONSIVE, "late", 0));
      }
    }

    /** Any of the calls that hold a kernel may be the first to end. */
    private long giveBack(long kernel) {
      List<Loan> loans = requireNonNull(held.get(kernel));
      int index = random.nextInt(loans.size());
      Loan loan = loans.remove(index);
      if (index == 0) {
        firstSince.put(kernel, now);
      }
      if (loans.isEmpty()) {
        held.remove(kernel);
        if (!everStopped.contains(kernel)) {
          idle.add(kernel);
        }
      }
      return loan.call();
    }

    /** A lent kernel that died stays lent for its holder, who ends the lease later. */
    private void die() {
      List<Member> living =
          state.members().list().stream().filter(Member::isInService).toList();
      if (!living.isEmpty()) {
        long kernel = living.get(random.nextInt(living.size())).kernel();
        take(state.kernel(kernel).died(cause, now));
      }
    }

    private void weigh() {
      if (!held.isEmpty() && random.nextInt(10) == 0) {
        take(state.kernel(any(held.keySet())).weighed(random.nextInt(1010), now));
      }
    }

    private void startEnds() {
      if (!starting.isEmpty()) {
        long kernel = any(starting);
        starting.remove(kernel);
        KernelLife life = state.kernel(kernel);
        take(random.nextInt(3) == 0 ? life.startFailed(cause, now) : life.started());
      }
    }

    private void seedEnds() {
      if (!seeding.isEmpty()) {
        long kernel = any(seeding);
        if (random.nextInt(3) == 0) {
          seeding.remove(kernel);
          take(state.kernel(kernel).seedFailed(cause, now));
        } else {
          finishSeeding(kernel);
        }
      }
    }

    private void finishSeeding(long kernel) {
      seeding.remove(kernel);
      if (!everStopped.contains(kernel)) {
        idle.add(kernel);
      }
      take(state.kernel(kernel).seeded(Capacity.ofDepth(depth(kernel)), now));
    }

    private void stopEnds() {
      if (!stopping.isEmpty()) {
        long kernel = any(stopping);
        stopping.remove(kernel);
        take(state.kernel(kernel).stopped(now));
      }
    }

    void check() {
      assertThat(state.scale().wanted())
          .isBetween(rules.kernels().least(), rules.kernels().most());
      assertThat(state.members().size())
          .as("a worn kernel is replaced before it leaves, one at a time")
          .isLessThanOrEqualTo(state.scale().wanted() + surge());
      assertThat(state.line().length()).isLessThanOrEqualTo(rules.queueLimit());
      assertThat(state.members().underway()).isLessThanOrEqualTo(rules.parallelStarts());
      assertThat(state.line().waiters().stream().map(Waiter::call).toList())
          .as("nobody who waits is lost, and nobody overtakes")
          .isEqualTo(List.copyOf(waiting));
      assertThat(state.line().isEmpty() || firstHasNoHost())
          .as("no kernel can take the call that waits first")
          .isTrue();
      assertThat(numbers(Phase.IDLE)).as("no kernel is lost").isEqualTo(idle);
      assertThat(numbers(Phase.LENT)).as("who is lent is held").isEqualTo(heldAndAlive());
      assertThat(state.line().waiters())
          .as("every wait has a deadline")
          .allSatisfy(waiter -> assertThat(state.alarm()).isLessThanOrEqualTo(waiter.deadline()));
      assertThat(state.members().isEmpty() && state.alarm() == Line.NEVER)
          .as("a pool never gives up starting kernels")
          .isFalse();
    }

    /** One that leaves because fewer are wanted is still there for a moment. */
    private int surge() {
      return rules.wear().isNone() && !rules.isElastic()
          ? 0
          : 1 + state.members().count(Phase.RETIRING);
    }

    private boolean firstHasNoHost() {
      return state.hostFor(state.line().first().sharing(), now).isEmpty();
    }

    private Set<Long> numbers(Phase phase) {
      return state.members().list().stream()
          .filter(member -> member.phase() == phase)
          .map(Member::kernel)
          .collect(toSet());
    }

    private Set<Long> heldAndAlive() {
      return held.keySet().stream().filter(each -> !everStopped.contains(each)).collect(toSet());
    }

    /** Every other kernel has a lane that takes two. */
    private static int depth(long kernel) {
      return 1 + (int) (kernel % 2);
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
      assertThat(beside).as("kernels were shared").isPositive();
      assertThat(behind).as("kernels were lent ahead").isPositive();
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
      idle.remove(kernel);
    }

    @Override
    public void grant(long call, long kernel) {
      granted++;
      assertThat(waiting.poll()).as("first come, first served").isEqualTo(call);
      assertThat(everStopped).doesNotContain(kernel);
      Loan loan = new Loan(call, requireNonNull(sharings.get(call)));
      List<Loan> others = held.getOrDefault(kernel, List.of());
      if (others.isEmpty()) {
        assertThat(idle.remove(kernel)).isTrue();
        firstSince.put(kernel, now);
      } else {
        checkCompany(kernel, others, loan);
      }
      held.computeIfAbsent(kernel, ignored -> new ArrayList<>()).add(loan);
    }

    private void checkCompany(long kernel, List<Loan> others, Loan newcomer) {
      assertThat(idle).as("an idle kernel is preferred").isEmpty();
      assertThat(depth(kernel)).as("its lane takes more").isGreaterThan(1);
      assertThat(others).extracting(Loan::sharing).containsOnly(newcomer.sharing());
      if (newcomer.sharing() instanceof Sharing.Shared shared) {
        beside++;
        assertThat(others).hasSizeLessThan(shared.limit());
      } else {
        behind++;
        assertThat(others).as("one ahead").hasSize(1);
        assertThat(now - requireNonNull(firstSince.get(kernel))).isLessThanOrEqualTo(2_000_000);
        assertThat(state.members().find(kernel).orElseThrow().pace().nanos()).isLessThan(2_000_000);
      }
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
