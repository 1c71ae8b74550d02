package dev.cellroute.pool;

import static java.util.Objects.requireNonNullElse;

import dev.cellroute.kernel.Capacity;
import java.time.Duration;

/**
 * One kernel of a pool, by number: what it is doing, how many calls it takes, how long they take,
 * who holds it, and what it has done so far. Numbers are never used twice.
 */
record Member(
    long kernel, Phase phase, Capacity capacity, Pace pace, Loans loans, Service service) {

  /** A kernel's life in order; when it is gone, it is no member any more. */
  enum Phase {
    STARTING,
    SEEDING,
    IDLE,
    LENT,
    RETIRING
  }

  static Member starting(long kernel) {
    return new Member(
        kernel, Phase.STARTING, Capacity.SINGLE, Pace.UNKNOWN, Loans.NONE, Service.NONE);
  }

  Member seeding() {
    return new Member(kernel, Phase.SEEDING, capacity, pace, loans, service);
  }

  Member seeded(Capacity capacity, long now) {
    return new Member(kernel, Phase.IDLE, capacity, pace, Loans.NONE, Service.beginning(now));
  }

  Member lentTo(long call, Sharing sharing, long now) {
    Loans more = loans.plus(call, sharing, now);
    return new Member(kernel, Phase.LENT, capacity, pace, more, service);
  }

  Member returnedBy(long call, long now) {
    Pace next = loans.isRunningAlone(call) ? pace.plus(loans.age(now)) : pace;
    Loans left = loans.without(call, now);
    Phase after = left.isEmpty() ? Phase.IDLE : Phase.LENT;
    return new Member(kernel, after, capacity, next, left, service.plusCall());
  }

  /** Whoever holds it, holds it no more. */
  Member retiring(Departure cause) {
    return new Member(kernel, Phase.RETIRING, capacity, pace, Loans.NONE, service.leaving(cause));
  }

  Member with(Service service) {
    return new Member(kernel, phase, capacity, pace, loans, service);
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

  /** Whether it serves only until there is another in its place. */
  boolean isWorn() {
    return isInService() && service.departure() != null;
  }

  /** Serving or on the way to it, and to stay. */
  boolean isFresh() {
    return phase != Phase.RETIRING && service.departure() == null;
  }

  /** Why it leaves or has left. */
  Departure departed() {
    return requireNonNullElse(service.departure(), Departure.CLOSED);
  }

  /** Whether it died before it showed that it works. */
  boolean isUnproven(long now) {
    return isInService()
        && service.calls() == 0
        && now - service.since() < Starts.PROBATION.toNanos();
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
        && !service.relieved()
        && (newcomer.isExclusive() ? isSoonFree(ahead, now) : isOpenTo(newcomer));
  }

  private boolean isOpenTo(Sharing newcomer) {
    return capacity.overlaps() && loans.canBeJoinedBy(newcomer);
  }

  /** Whether the calls it has are likely to be over within that time, and none is in its way. */
  private boolean isSoonFree(Duration ahead, long now) {
    return loans.areExclusive()
        && loans.count() < capacity.depth()
        && pace.isBelow(ahead.dividedBy(loans.count()))
        && loans.age(now) <= ahead.toNanos();
  }
}
