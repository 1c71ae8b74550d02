package dev.cellroute.pool;

import dev.cellroute.pool.PoolAction.Stop;
import dev.cellroute.pool.PoolState.Stage;
import java.time.Duration;
import java.util.Optional;

/**
 * The slow decisions of a pool, which calls do not wait for: which kernels are worn and leave, how
 * many kernels the load wants, and whether past failures may be forgotten. Pure functions.
 *
 * <p>A worn kernel serves until another one is in its place; then it is relieved: stopped when it
 * is idle. An elastic pool wants one kernel more when the first call has waited
 * {@link #GROW_AFTER}, and one less when one was idle all through {@link #SHRINK_AFTER}.
 */
final class Upkeep {

  static final Duration GROW_AFTER = Duration.ofMillis(100);
  static final Duration SHRINK_AFTER = Duration.ofMinutes(1);

  private Upkeep() {}

  /** What comes before calls are served: a kernel that leaves gets none. */
  static Step before(PoolState state, long now) {
    PoolState proven = proven(state, now);
    return state.rules().wear().isNone() ? Step.to(proven) : relieve(worn(proven, now));
  }

  /** What comes when it is known who still waits. */
  static Step after(Step step, long now) {
    PoolState state = step.state();
    if (!state.rules().isElastic() || state.stage() != Stage.OPEN) {
      return step;
    }
    PoolState noted = noted(state, now);
    if (now >= growAt(noted)) {
      return step.at(noted.with(noted.scale().grown()));
    }
    return now >= shrinkAt(noted) ? step.then(shrunk(noted, now)) : step.at(noted);
  }

  /** Keeps in mind whether a kernel is to spare. */
  static PoolState noted(PoolState state, long now) {
    if (!state.rules().isElastic()) {
      return state;
    }
    Scale seen = state.scale().seen(state.members().count(Member::isIdle), now);
    return seen.equals(state.scale()) ? state : state.with(seen);
  }

  /** The next moment at which there may be something to do, or {@link Line#NEVER}. */
  static long nextLook(PoolState state) {
    if (state.stage() != Stage.OPEN) {
      return Line.NEVER;
    }
    long scaling =
        state.rules().isElastic() ? Math.min(growAt(state), shrinkAt(state)) : Line.NEVER;
    return Math.min(scaling, Math.min(oldAt(state), provenAt(state)));
  }

  /** A kernel that has lived for a while works, also when nobody calls. */
  private static PoolState proven(PoolState state, long now) {
    return provenAt(state) <= now ? state.with(state.starts().proven()) : state;
  }

  private static long provenAt(PoolState state) {
    long moment = Line.NEVER;
    if (state.starts().recent().isEmpty()) {
      return moment;
    }
    for (Member member : state.members().list()) {
      long since = member.service().since();
      if (member.isInService() && state.starts().canBeProvenBy(since)) {
        moment = Math.min(moment, since + Starts.PROBATION.toNanos());
      }
    }
    return moment;
  }

  private static PoolState worn(PoolState before, long now) {
    PoolState state = before;
    for (Member member : before.members().list()) {
      if (member.isInService() && member.isFresh()) {
        Optional<Departure> cause = before.rules().wear().of(member, now);
        if (cause.isPresent()) {
          state = state.at(member.with(member.service().leaving(cause.get())));
        }
      }
    }
    return state;
  }

  private static long oldAt(PoolState state) {
    long moment = Line.NEVER;
    if (state.rules().wear().isNone()) {
      return moment;
    }
    for (Member member : state.members().list()) {
      if (member.isInService() && member.isFresh()) {
        moment = Math.min(moment, state.rules().wear().oldAt(member));
      }
    }
    return moment;
  }

  /** As many worn kernels leave as there are kernels beyond those wanted. */
  private static Step relieve(PoolState before) {
    Step step = Step.to(before);
    int serving = before.members().count(Upkeep::stays);
    for (Member member : before.members().list()) {
      if (member.isWorn() && isRelieved(member, serving, before)) {
        serving -= member.service().relieved() ? 0 : 1;
        step = step.then(relieve(step.state(), member));
      }
    }
    return step;
  }

  private static boolean isRelieved(Member member, int serving, PoolState state) {
    return member.service().relieved() || serving > state.scale().wanted();
  }

  private static boolean stays(Member member) {
    return member.isInService() && !member.service().relieved();
  }

  private static Step relieve(PoolState state, Member member) {
    return member.isIdle()
        ? stopped(state, member, member.departed())
        : Step.to(state.at(member.with(member.service().relievedNow())));
  }

  private static long growAt(PoolState state) {
    boolean possible = !state.line().isEmpty()
        && state.scale().wanted() < state.rules().kernels().most()
        && state.members().size() >= state.scale().wanted()
        && state.members().underway() == 0
        && !state.starts().areFailing();
    return possible ? state.line().first().since() + GROW_AFTER.toNanos() : Line.NEVER;
  }

  private static long shrinkAt(PoolState state) {
    Scale scale = state.scale();
    boolean possible = scale.wanted() > state.rules().kernels().least()
        && scale.spareSince() != Line.NEVER
        && state.line().isEmpty();
    return possible ? scale.spareSince() + SHRINK_AFTER.toNanos() : Line.NEVER;
  }

  /** The kernel that has been idle the longest leaves. */
  private static Step shrunk(PoolState state, long now) {
    PoolState fewer = state.with(state.scale().shrunk(now));
    return fewer
        .members()
        .first(Member::isIdle)
        .map(member -> stopped(fewer, member, Departure.SHRUNK))
        .orElseGet(() -> Step.to(fewer));
  }

  private static Step stopped(PoolState state, Member member, Departure cause) {
    return Step.to(state.with(member.retiring(cause)), new Stop(member.kernel()));
  }
}
