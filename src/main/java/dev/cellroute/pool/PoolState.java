package dev.cellroute.pool;

import static dev.cellroute.pool.Member.Phase.IDLE;
import static dev.cellroute.pool.Member.Phase.LENT;
import static dev.cellroute.pool.Member.Phase.RETIRING;
import static dev.cellroute.pool.Member.Phase.SEEDING;
import static dev.cellroute.pool.Member.Phase.STARTING;

import dev.cellroute.fault.Durations;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.pool.PoolAction.End;
import dev.cellroute.pool.PoolAction.Fail;
import dev.cellroute.pool.PoolAction.Grant;
import dev.cellroute.pool.PoolAction.Open;
import dev.cellroute.pool.PoolAction.Plant;
import dev.cellroute.pool.PoolAction.Refuse;
import dev.cellroute.pool.PoolAction.Start;
import dev.cellroute.pool.PoolAction.Stop;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Everything a pool knows, and every decision it takes. Immutable, without clock or I/O: an event
 * and the time go in; the next state and what is to be done come out as a {@link Step}. The life of
 * one kernel, events in lower case, what the pool has done in capitals:
 *
 * <pre>
 *         Start            started             seeded          Grant
 *   gone ──────► STARTING ────────► SEEDING ───────────► IDLE ───────► LENT
 *    ▲               │      Plant      │                 │  ▲            │ │
 *    │ startFailed   │                 │ seedFailed      │  └────────────┘ │
 *    ├───────────────┘                 │            died │    released     │ spoiled
 *    │                                 ▼                 ▼                 ▼ died
 *    │ stopped                         └────────────► RETIRING ◄───────────┘
 *    └───────────────────────────────────────────────────┘        Stop
 * </pre>
 *
 * A kernel that is gone is replaced as long as the pool is open, so there are never more than
 * {@code size}. An event changes the facts; {@link #settle} alone derives from the facts who is
 * served and what is started. An event that comes too late, as the end of a lease whose kernel has
 * died, changes nothing. While a call waits, no kernel is idle.
 */
record PoolState(PoolRules rules, Stage stage, Members members, Line line, Starts starts) {

  /** The pool's own life: the first start, service, the end. */
  enum Stage {
    OPENING,
    OPEN,
    CLOSING,
    CLOSED
  }

  private static final String OVER = "the kernels are being stopped";

  static PoolState of(PoolRules rules) {
    return new PoolState(rules, Stage.OPENING, Members.NONE, Line.EMPTY, Starts.NONE);
  }

  Step started(long kernel) {
    if (!members.has(kernel, STARTING)) {
      return Step.to(this);
    }
    return isOver()
        ? retire(kernel)
        : Step.to(withMembers(members.moved(kernel, SEEDING)), new Plant(kernel));
  }

  Step startFailed(long kernel, Throwable cause, long now) {
    if (!members.has(kernel, STARTING)) {
      return Step.to(this);
    }
    return withMembers(members.without(kernel)).failed(cause, now);
  }

  Step seeded(long kernel, long now) {
    if (!members.has(kernel, SEEDING)) {
      return Step.to(this);
    }
    return withMembers(members.moved(kernel, IDLE))
        .withStarts(starts.succeeded())
        .settle(now);
  }

  Step seedFailed(long kernel, Throwable cause, long now) {
    if (!members.has(kernel, SEEDING)) {
      return Step.to(this);
    }
    return retire(kernel).then(state -> state.failed(cause, now));
  }

  /**
   * The kernel ended by itself. If it was lent, its exchange answers the call. A death while
   * seeding fails the seed.
   */
  Step died(long kernel, Throwable cause, long now) {
    if (!members.has(kernel, IDLE) && !members.has(kernel, LENT)) {
      return Step.to(this);
    }
    Step retired = retire(kernel);
    return stage == Stage.OPENING ? retired.then(state -> state.failed(cause, now)) : retired;
  }

  Step stopped(long kernel, long now) {
    if (!members.has(kernel, RETIRING)) {
      return Step.to(this);
    }
    return withMembers(members.without(kernel)).settle(now);
  }

  Step called(long call, Duration patience, long now) {
    if (isOver()) {
      return refuse(call, ErrorCode.DRAINING, OVER);
    }
    if (isFull()) {
      return refuse(call, ErrorCode.NO_CAPACITY, "no kernel free and the queue is full");
    }
    return withLine(line.plus(Waiter.of(call, patience, now))).settle(now);
  }

  Step abandoned(long call) {
    return Step.to(withLine(line.without(call)));
  }

  Step released(long kernel, long now) {
    if (!members.has(kernel, LENT)) {
      return Step.to(this);
    }
    return withMembers(members.moved(kernel, IDLE)).settle(now);
  }

  Step spoiled(long kernel) {
    return members.has(kernel, LENT) ? retire(kernel) : Step.to(this);
  }

  /** Nothing happened but time. It is the first event, too. */
  Step ticked(long now) {
    return settle(now);
  }

  /**
   * Refuses who waits and stops every kernel; one that is starting is stopped as soon as it has
   * started.
   */
  Step closed(long now) {
    if (isOver()) {
      return Step.to(this);
    }
    Step step = Step.to(withStage(Stage.CLOSING));
    for (Waiter waiter : line.waiters()) {
      step = step.then(state -> state.dismiss(waiter, ErrorCode.DRAINING, OVER));
    }
    for (Member member : members.list()) {
      step = step.then(state -> state.retireIfLiving(member));
    }
    return step.then(state -> state.settle(now));
  }

  /** The next moment at which {@link #ticked} will find something to do. */
  OptionalLong alarm() {
    if (!isShort() || members.underway() > 0) {
      return line.earliestDeadline();
    }
    long retry = starts.earliest();
    return OptionalLong.of(Math.min(retry, line.earliestDeadline().orElse(retry)));
  }

  PoolSnapshot snapshot() {
    return new PoolSnapshot(
        rules.size(),
        members.count(IDLE),
        members.count(LENT),
        members.underway(),
        line.length(),
        starts.restarts(),
        starts.lastFailure());
  }

  private Step settle(long now) {
    Step step = Step.to(this);
    while (step.state().canGrant()) {
      step = step.then(PoolState::grant);
    }
    for (Waiter late : step.state().line.late(now)) {
      step = step.then(state -> state.expire(late));
    }
    while (step.state().canStart(now)) {
      step = step.then(PoolState::start);
    }
    return step.then(PoolState::turn);
  }

  private boolean canGrant() {
    return !line.isEmpty() && members.longestIdle().isPresent();
  }

  private Step grant() {
    long kernel = members.longestIdle().orElseThrow().kernel();
    long call = line.first().call();
    PoolState next = withMembers(members.moved(kernel, LENT)).withLine(line.without(call));
    return Step.to(next, new Grant(call, kernel));
  }

  private Step expire(Waiter late) {
    return dismiss(
        late, ErrorCode.DEADLINE, "no kernel free within " + Durations.text(late.patience()));
  }

  /**
   * After a failure kernels are started one at a time, as probes, and not before the back-off is
   * over.
   */
  private boolean canStart(long now) {
    int atOnce = starts.areFailing() ? 1 : rules.parallelStarts();
    return isShort() && members.underway() < atOnce && starts.earliest() <= now;
  }

  private Step start() {
    long kernel = starts.next();
    Starts next = stage == Stage.OPENING ? starts.first() : starts.again();
    return Step.to(
        withMembers(members.plus(new Member(kernel, STARTING))).withStarts(next),
        new Start(kernel));
  }

  private Step turn() {
    if (stage == Stage.OPENING && members.count(IDLE) == rules.size()) {
      return Step.to(withStage(Stage.OPEN), new Open());
    }
    if (stage == Stage.CLOSING && members.isEmpty()) {
      return Step.to(withStage(Stage.CLOSED), new End());
    }
    return Step.to(this);
  }

  /** The first start forgives nothing; later the kernel is tried again. */
  private Step failed(Throwable cause, long now) {
    if (stage == Stage.OPENING) {
      return Step.to(this, new Fail(cause)).then(state -> state.closed(now));
    }
    return withStarts(starts.failed(cause, rules.backoff(), now)).settle(now);
  }

  private Step retire(long kernel) {
    return Step.to(withMembers(members.moved(kernel, RETIRING)), new Stop(kernel));
  }

  private Step retireIfLiving(Member member) {
    return switch (member.phase()) {
      case STARTING, RETIRING -> Step.to(this);
      case SEEDING, IDLE, LENT -> retire(member.kernel());
    };
  }

  private Step dismiss(Waiter waiter, ErrorCode code, String why) {
    return refuse(waiter.call(), code, why).then(state -> state.abandoned(waiter.call()));
  }

  private Step refuse(long call, ErrorCode code, String why) {
    return Step.to(this, new Refuse(call, code, why + " " + figures()));
  }

  private String figures() {
    return "(busy=%d/%d, waiting=%d, starting=%d)"
        .formatted(members.count(LENT), rules.size(), line.length(), members.underway());
  }

  private boolean isFull() {
    return line.length() >= rules.queueLimit() && members.longestIdle().isEmpty();
  }

  private boolean isShort() {
    return !isOver() && members.size() < rules.size();
  }

  private boolean isOver() {
    return stage == Stage.CLOSING || stage == Stage.CLOSED;
  }

  private PoolState withStage(Stage stage) {
    return new PoolState(rules, stage, members, line, starts);
  }

  private PoolState withMembers(Members members) {
    return new PoolState(rules, stage, members, line, starts);
  }

  private PoolState withLine(Line line) {
    return new PoolState(rules, stage, members, line, starts);
  }

  private PoolState withStarts(Starts starts) {
    return new PoolState(rules, stage, members, line, starts);
  }
}
