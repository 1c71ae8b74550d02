package dev.cellroute.pool;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Capacity;
import dev.cellroute.pool.PoolAction.Fail;
import dev.cellroute.pool.PoolAction.Plant;
import dev.cellroute.pool.PoolAction.Stop;
import dev.cellroute.pool.PoolState.Stage;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the events of one kernel's life do to its pool. Events in lower case, what the pool has done
 * in capitals:
 *
 * <pre>
 *         Start            started             seeded          Grant      Grant, released
 *   gone ──────► STARTING ────────► SEEDING ───────────► IDLE ───────► LENT ──────┐
 *    ▲               │      Plant      │                 │  ▲            │ │ ▲    │
 *    │ startFailed   │                 │ seedFailed      │  └────────────┘ │ └────┘
 *    ├───────────────┘                 │            died │  last released  │ spoiled
 *    │                                 ▼                 ▼                 ▼ died
 *    │ stopped                         └────────────► RETIRING ◄───────────┘
 *    └───────────────────────────────────────────────────┘        Stop
 * </pre>
 *
 * An event that comes too late, as the end of a lease whose kernel has died, changes nothing.
 */
record KernelLife(PoolState state, long kernel) {

  Step started() {
    return when(
        Member::isStarting,
        member -> state.isOver()
            ? retire(member, Departure.CLOSED)
            : Step.to(state.with(member.seeding()), new Plant(kernel)));
  }

  Step startFailed(Throwable cause, long now) {
    return when(Member::isStarting, member -> failed(gone(Departure.START_FAILED), cause, now));
  }

  /** {@code capacity} is known when the kernel is set up. */
  Step seeded(Capacity capacity, long now) {
    return when(
        Member::isSeeding,
        member -> state
            .with(member.seeded(capacity, now))
            .with(state.starts().succeeded())
            .settled(now));
  }

  Step seedFailed(Throwable cause, long now) {
    return when(
        Member::isSeeding,
        member -> retire(member, Departure.SETUP_FAILED).then(next -> failed(next, cause, now)));
  }

  /**
   * The kernel ended by itself. If it was lent, its exchanges answer the calls. A death while
   * seeding fails the seed.
   */
  Step died(Throwable cause, long now) {
    return when(Member::isInService, member -> lost(member, cause, now));
  }

  Step released(long call, long now) {
    return when(
        member -> member.isLentTo(call),
        member -> provenBy(member).with(member.returnedBy(call, now)).settled(now));
  }

  /** The other calls that hold the kernel lose it, too. */
  Step spoiled(long call, Departure cause, String reason, long now) {
    return when(
        member -> member.isLentTo(call),
        member -> cause == Departure.DIED
            ? lost(member, new GatewayException(ErrorCode.KERNEL_DIED, reason), now)
            : retire(member, cause));
  }

  /** How much memory it has now. */
  Step weighed(long bytes, long now) {
    return when(
        Member::isInService,
        member -> state.at(member.with(member.service().weighing(bytes))).settled(now));
  }

  Step stopped(long now) {
    return when(Member::isRetiring, member -> gone(member.departed()).settled(now));
  }

  /** The pool is closing; a kernel that is starting cannot be stopped yet. */
  Step dismissed() {
    return when(
        member -> member.isSeeding() || member.isInService(),
        member -> retire(member, Departure.CLOSED));
  }

  /** Whether the kernel still is what the event takes it for. */
  private Step when(Predicate<Member> still, Function<Member, Step> move) {
    return state.members().find(kernel).filter(still).map(move).orElseGet(() -> Step.to(state));
  }

  private Step retire(Member member, Departure cause) {
    return Step.to(state.with(member.retiring(cause)), new Stop(kernel));
  }

  /** Who dies before it has shown that it works counts as one that did not start. */
  private Step lost(Member member, Throwable cause, long now) {
    Step retired = retire(member, Departure.DIED);
    return state.stage() == Stage.OPENING || member.isUnproven(now)
        ? retired.then(next -> failed(next, cause, now))
        : retired;
  }

  /** A kernel that ended a call works; what failed before it is forgotten. */
  private PoolState provenBy(Member member) {
    return state.starts().canBeProvenBy(member.service().since())
        ? state.with(state.starts().proven())
        : state;
  }

  private PoolState gone(Departure cause) {
    return state.without(kernel, cause);
  }

  /** The first start forgives nothing; later the kernel is tried again. */
  private static Step failed(PoolState state, Throwable cause, long now) {
    return state.stage() == Stage.OPENING
        ? Step.to(state, new Fail(cause)).then(next -> next.closed(now))
        : state.with(state.starts().failed(cause, state.rules().backoff(), now)).settled(now);
  }
}
