package dev.cellroute.pool;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.pool.Member.Phase;
import dev.cellroute.pool.PoolAction.Grant;
import dev.cellroute.pool.PoolAction.Refuse;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything a pool knows, and every decision it takes. Immutable, without clock or I/O: an event
 * and the time go in; the next state and what is to be done come out as a {@link Step}. Events of
 * calls are here, those of a kernel's life in {@link KernelLife}. An event changes the facts;
 * {@link Settlement} alone derives from the facts who is served and what is started.
 *
 * <p>A kernel is lent to one call; beside it to others of an equal {@link Sharing}, or ahead to one
 * that waits in the kernel's lane. A call that can have an idle kernel gets no other. While a call
 * waits, there is no kernel for the first one. A kernel that is gone is replaced as long as the
 * pool is open, so there are never more than are wanted; a worn one leaves when there is another in
 * its place, so then there is one more.
 */
record PoolState(
    PoolRules rules,
    Stage stage,
    Members members,
    Line line,
    Starts starts,
    Scale scale,
    Departures departures) {

  /** The pool's own life: the first start, service, the end. */
  enum Stage {
    OPENING,
    OPEN,
    CLOSING,
    CLOSED
  }

  private static final String OVER = "the kernels are being stopped";
  private static final String FULL = "no kernel free and the queue is full";

  static PoolState of(PoolRules rules) {
    return new PoolState(
        rules,
        Stage.OPENING,
        Members.NONE,
        Line.EMPTY,
        Starts.NONE,
        Scale.of(rules.kernels().least()),
        Departures.NONE);
  }

  KernelLife kernel(long number) {
    return new KernelLife(this, number);
  }

  /** Nobody overtakes: where others wait, a new call waits, too. */
  Step called(long call, Sharing sharing, Duration patience, long now) {
    if (isOver()) {
      return Step.to(this, refusal(call, ErrorCode.DRAINING, OVER));
    }
    Optional<Member> host = line.isEmpty() ? hostFor(sharing, now) : Optional.empty();
    if (host.isPresent()) {
      return lent(host.get(), call, sharing, now);
    }
    if (isWithoutHope()) {
      return Step.to(this, refusal(call, ErrorCode.DEGRADED, starts.complaint(now)));
    }
    if (line.length() >= rules.queueLimit()) {
      return Step.to(this, refusal(call, ErrorCode.NO_CAPACITY, FULL));
    }
    return with(line.plus(Waiter.of(call, sharing, patience, now))).settled(now);
  }

  /** The one behind it may find room where it did not. */
  Step abandoned(long call, long now) {
    return with(line.without(call)).settled(now);
  }

  /** Nothing happened but time. It is the first event, too. */
  Step ticked(long now) {
    return settled(now);
  }

  /**
   * Refuses who waits and stops every kernel; one that is starting is stopped as soon as it has
   * started.
   */
  Step closed(long now) {
    if (isOver()) {
      return Step.to(this);
    }
    Step step = Step.to(with(Stage.CLOSING).with(Line.EMPTY));
    for (Waiter waiter : line.waiters()) {
      step = step.and(refusal(waiter.call(), ErrorCode.DRAINING, OVER));
    }
    for (Member member : members.list()) {
      step = step.then(state -> state.kernel(member.kernel()).dismissed());
    }
    return step.then(state -> state.settled(now));
  }

  /** The next moment at which {@link #ticked} may find something to do, or {@link Line#NEVER}. */
  long alarm() {
    long look = Math.min(line.nextLook(), Upkeep.nextLook(this));
    return isShort() && members.underway() == 0 ? Math.min(starts.earliest(), look) : look;
  }

  PoolSnapshot snapshot() {
    return new PoolSnapshot(
        scale.wanted(),
        members.count(Phase.IDLE),
        members.count(Phase.LENT),
        members.underway(),
        line.length(),
        starts.restarts(),
        starts.lastFailure(),
        members.count(Phase.RETIRING),
        departures.counts(),
        starts.condition());
  }

  boolean isOver() {
    return stage == Stage.CLOSING || stage == Stage.CLOSED;
  }

  /** Whether a kernel is missing, or one to take the place of a worn one. */
  boolean isShort() {
    if (isOver()) {
      return false;
    }
    return members.size() < scale.wanted() || isSurgeWanted();
  }

  /** One more than are wanted, and no more: worn kernels are replaced one by one. */
  private boolean isSurgeWanted() {
    return !rules.wear().isNone()
        && members.size() == scale.wanted()
        && members.count(Member::isFresh) < scale.wanted()
        && members.count(Member::isWorn) > 0;
  }

  /** Whether no kernel serves and none will for some time. */
  boolean isWithoutHope() {
    return starts.isDegraded() && !members.areInService();
  }

  Optional<Member> hostFor(Sharing newcomer, long now) {
    return members.hostFor(newcomer, rules.ahead(), now);
  }

  Step lent(Member host, long call, Sharing sharing, long now) {
    PoolState lent = with(host.lentTo(call, sharing, now));
    return Step.to(Upkeep.noted(lent, now), new Grant(call, host.kernel()));
  }

  Refuse refusal(long call, ErrorCode code, String why) {
    return new Refuse(call, code, why + " " + snapshot().figures());
  }

  Step settled(long now) {
    return Settlement.of(this, now);
  }

  PoolState with(Stage stage) {
    return new PoolState(rules, stage, members, line, starts, scale, departures);
  }

  PoolState with(Members members) {
    return new PoolState(rules, stage, members, line, starts, scale, departures);
  }

  PoolState with(Member changed) {
    return with(members.with(changed));
  }

  /** Its turn does not change. */
  PoolState at(Member changed) {
    return with(members.at(changed));
  }

  PoolState with(Line line) {
    return new PoolState(rules, stage, members, line, starts, scale, departures);
  }

  PoolState with(Starts starts) {
    return new PoolState(rules, stage, members, line, starts, scale, departures);
  }

  PoolState with(Scale scale) {
    return new PoolState(rules, stage, members, line, starts, scale, departures);
  }

  /** A kernel is gone for good. */
  PoolState without(long kernel, Departure cause) {
    return new PoolState(
        rules, stage, members.without(kernel), line, starts, scale, departures.plus(cause));
  }
}
