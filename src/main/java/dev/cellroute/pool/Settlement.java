package dev.cellroute.pool;

import dev.cellroute.fault.Durations;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.pool.Member.Phase;
import dev.cellroute.pool.PoolAction.End;
import dev.cellroute.pool.PoolAction.Open;
import dev.cellroute.pool.PoolAction.Refuse;
import dev.cellroute.pool.PoolAction.Start;
import dev.cellroute.pool.PoolState.Stage;
import java.util.List;
import java.util.Optional;

/**
 * What follows from the facts of a {@link PoolState} once an event has changed them: which kernels
 * leave, who is served, who has waited too long, which kernels are started, and whether the pool's
 * own life goes on. Pure functions; where nothing follows, the step stays the same.
 */
final class Settlement {

  private Settlement() {}

  static Step of(PoolState state, long now) {
    Step served = dismiss(serve(Upkeep.before(state, now), now), now);
    return turn(start(Upkeep.after(giveUp(served, now), now), now));
  }

  /** First come, first served: as long as the first finds no kernel, nobody does. */
  private static Step serve(Step before, long now) {
    Step step = before;
    Optional<Member> host = hostOfFirst(step.state(), now);
    while (host.isPresent()) {
      step = step.then(lendToFirst(step.state(), host.get(), now));
      host = hostOfFirst(step.state(), now);
    }
    return step;
  }

  private static Optional<Member> hostOfFirst(PoolState state, long now) {
    return state.line().isEmpty()
        ? Optional.empty()
        : state.hostFor(state.line().first().sharing(), now);
  }

  private static Step lendToFirst(PoolState state, Member host, long now) {
    Waiter first = state.line().first();
    return state.with(state.line().withoutFirst()).lent(host, first.call(), first.sharing(), now);
  }

  /** Who comes behind a late call may find room where that one did not. */
  private static Step dismiss(Step step, long now) {
    PoolState state = step.state();
    if (state.line().nextLook() > now) {
      return step;
    }
    List<Waiter> late = state.line().late(now);
    Step next = step.at(state.with(state.line().withoutLate(now)));
    for (Waiter waiter : late) {
      next = next.and(tooLate(state, waiter));
    }
    return serve(next, now);
  }

  /** Who waited for kernels that all were starting may come again. */
  private static Refuse tooLate(PoolState state, Waiter waiter) {
    String patience = Durations.text(waiter.patience());
    return state.members().areInService() || state.stage() != Stage.OPEN
        ? state.refusal(waiter.call(), ErrorCode.DEADLINE, "no kernel free within " + patience)
        : state.refusal(waiter.call(), ErrorCode.STARTING, "no kernel ready within " + patience);
  }

  /** Nobody waits for kernels that cannot be started. */
  private static Step giveUp(Step step, long now) {
    PoolState state = step.state();
    if (!state.isWithoutHope() || state.line().isEmpty()) {
      return step;
    }
    String why = state.starts().complaint(now);
    Step next = step.at(state.with(Line.EMPTY));
    for (Waiter waiter : state.line().waiters()) {
      next = next.and(state.refusal(waiter.call(), ErrorCode.DEGRADED, why));
    }
    return next;
  }

  private static Step start(Step before, long now) {
    Step step = before;
    while (canStart(step.state(), now)) {
      step = step.then(startOne(step.state(), now));
    }
    return step;
  }

  /**
   * After a failure kernels are started one at a time, as probes, and not before the back-off is
   * over.
   */
  private static boolean canStart(PoolState state, long now) {
    if (!state.isShort()) {
      return false;
    }
    int atOnce = state.starts().areFailing() ? 1 : state.rules().parallelStarts();
    return state.members().underway() < atOnce && state.starts().earliest() <= now;
  }

  private static Step startOne(PoolState state, long now) {
    long kernel = state.starts().next();
    Starts next = state.starts().another(state.scale().places(), now);
    return Step.to(state.with(Member.starting(kernel)).with(next), new Start(kernel));
  }

  private static Step turn(Step step) {
    PoolState state = step.state();
    if (state.stage() == Stage.OPENING && isComplete(state)) {
      return step.at(state.with(Stage.OPEN)).and(new Open());
    }
    if (state.stage() == Stage.CLOSING && state.members().isEmpty()) {
      return step.at(state.with(Stage.CLOSED)).and(new End());
    }
    return step;
  }

  private static boolean isComplete(PoolState state) {
    return state.members().count(Phase.IDLE) == state.scale().wanted();
  }
}
