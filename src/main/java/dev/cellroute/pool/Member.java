package dev.cellroute.pool;

import java.time.Duration;

/**
 * One kernel of a pool, by number: what it is doing, how many calls its lane takes, how long they
 * take, and who holds it. Numbers are never used twice.
 */
record Member(long kernel, Phase phase, int depth, Pace pace, Loans loans) {

  /** A kernel's life in order; when it is gone, it is no member any more. */
  enum Phase {
    STARTING,
    SEEDING,
    IDLE,
    LENT,
    RETIRING
  }

  static Member starting(long kernel) {
    return new Member(kernel, Phase.STARTING, 1, Pace.UNKNOWN, Loans.NONE);
  }

  Member seeding() {
    return new Member(kernel, Phase.SEEDING, depth, pace, loans);
  }

  Member seeded(int depth) {
    return new Member(kernel, Phase.IDLE, depth, pace, Loans.NONE);
  }

  Member lentTo(long call, Sharing sharing, long now) {
    return new Member(kernel, Phase.LENT, depth, pace, loans.plus(call, sharing, now));
  }

  Member returnedBy(long call, long now) {
    Pace next = loans.isRunningAlone(call) ? pace.plus(loans.age(now)) : pace;
    Loans left = loans.without(call, now);
    return new Member(kernel, left.isEmpty() ? Phase.IDLE : Phase.LENT, depth, next, left);
  }

  /** Whoever holds it, holds it no more. */
  Member retiring() {
    return new Member(kernel, Phase.RETIRING, depth, pace, Loans.NONE);
  }

  boolean isStarting() {
    return phase == Phase.STARTING;
  }

  boolean isSeeding() {
    return phase == Phase.SEEDING;
  }

  boolean isIdle() {
    return phase == Phase.IDLE;
  }

  boolean isInService() {
    return phase == Phase.IDLE || phase == Phase.LENT;
  }

  boolean isRetiring() {
    return phase == Phase.RETIRING;
  }

  boolean isLentTo(long call) {
    return phase == Phase.LENT && loans.include(call);
  }

  /** Whether it takes another call beside or behind those it has. */
  boolean takes(Sharing newcomer, Duration ahead, long now) {
    return phase == Phase.LENT
        && depth > 1
        && (newcomer.isExclusive() ? isSoonFree(ahead, now) : loans.canBeJoinedBy(newcomer));
  }

  /** Whether the calls it has are likely to be over within that time, and none is in its way. */
  private boolean isSoonFree(Duration ahead, long now) {
    return loans.areExclusive()
        && loans.count() < depth
        && pace.isBelow(ahead.dividedBy(loans.count()))
        && loans.age(now) <= ahead.toNanos();
  }
}
