package dev.cellroute.pool;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The calls that wait, first come first. Immutable. */
record Line(List<Waiter> waiters) {

  static final Line EMPTY = new Line(List.of());

  Line {
    waiters = List.copyOf(waiters);
  }

  boolean isEmpty() {
    return waiters.isEmpty();
  }

  int length() {
    return waiters.size();
  }

  Waiter first() {
    return waiters.get(0);
  }

  List<Waiter> late(long now) {
    return waiters.stream().filter(waiter -> waiter.isLate(now)).toList();
  }

  OptionalLong earliestDeadline() {
    return waiters.stream().mapToLong(Waiter::deadline).min();
  }

  Line plus(Waiter waiter) {
    return new Line(Stream.concat(waiters.stream(), Stream.of(waiter)).toList());
  }

  Line without(long call) {
    return new Line(waiters.stream().filter(waiter -> waiter.call() != call).toList());
  }
}
