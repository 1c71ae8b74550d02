package dev.cellroute.pool;

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
            ? retire(member)
            : Step.to(state.with(member.seeding()), new Plant(kernel)));
  }

  Step startFailed(Throwable cause, long now) {
    return when(Member::isStarting, member -> failed(gone(), cause, now));
  }

  /** {@code depth} is how many calls the kernel takes at once, known when it is set up. */
  Step seeded(int depth, long now) {
    return when(
        Member::isSeeding,
        member ->
            state.with(member.seeded(depth)).with(state.starts().succeeded()).settled(now));
  }

  Step seedFailed(Throwable cause, long now) {
    return when(Member::isSeeding, member -> retire(member).then(next -> failed(next, cause, now)));
  }

  /**
   * The kernel ended by itself. If it was lent, its exchanges answer the calls. A death while
   * seeding fails the seed.
   */
  Step died(Throwable cause, long now) {
    return when(
        Member::isInService,
        member -> state.stage() == Stage.OPENING
            ? retire(member).then(next -> failed(next, cause, now))
            : retire(member));
  }

  Step released(long call, long now) {
    return when(
        member -> member.isLentTo(call),
        member -> state.with(member.returnedBy(call, now)).settled(now));
  }

  /** The other calls that hold the kernel lose it, too. */
  Step spoiled(long call) {
    return when(member -> member.isLentTo(call), this::retire);
  }

  Step stopped(long now) {
    return when(Member::isRetiring, member -> gone().settled(now));
  }

  /** The pool is closing; a kernel that is starting cannot be stopped yet. */
  Step dismissed() {
    return when(member -> member.isSeeding() || member.isInService(), this::retire);
  }

  /** Whether the kernel still is what the event takes it for. */
  private Step when(Predicate<Member> still, Function<Member, Step> move) {
    return state.members().find(kernel).filter(still).map(move).orElseGet(() -> Step.to(state));
  }

  private Step retire(Member member) {
    return Step.to(state.with(member.retiring()), new Stop(kernel));
  }

  private PoolState gone() {
    return state.with(state.members().without(kernel));
  }

  /** The first start forgives nothing; later the kernel is tried again. */
  private static Step failed(PoolState state, Throwable cause, long now) {
    return state.stage() == Stage.OPENING
        ? Step.to(state, new Fail(cause)).then(next -> next.closed(now))
        : state.with(state.starts().failed(cause, state.rules().backoff(), now)).settled(now);
  }
}
