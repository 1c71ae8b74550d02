package dev.cellroute.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait, first come first. Immutable: two chains, the front in order and the back
 * reversed, which is turned round when the front is used up; so both ends cost a step each,
 * whatever the length. Leaving from the middle costs the length. The moment to look for late ones
 * is kept beside them: it may be too early, never too late.
 */
final class Line {

  static final long NEVER = Long.MAX_VALUE;
  static final Line EMPTY = new Line(null, null, 0, NEVER);

  /** Present unless the line is empty. */
  private final @Nullable Link front;

  private final @Nullable Link back;
  private final int length;
  private final long nextLook;

  private record Link(Waiter waiter, @Nullable Link next) {}

  private Line(@Nullable Link front, @Nullable Link back, int length, long nextLook) {
    this.front = front;
    this.back = back;
    this.length = length;
    this.nextLook = nextLook;
  }

  boolean isEmpty() {
    return length == 0;
  }

  int length() {
    return length;
  }

  Waiter first() {
    if (front == null) {
      throw new IllegalStateException("nobody waits");
    }
    return front.waiter();
  }

  /** When somebody may be late, or {@link #NEVER}. */
  long nextLook() {
    return nextLook;
  }

  /** Everybody, in order. */
  List<Waiter> waiters() {
    List<Waiter> all = new ArrayList<>(length);
    for (Link link = front; link != null; link = link.next()) {
      all.add(link.waiter());
    }
    for (Link link = reversed(back); link != null; link = link.next()) {
      all.add(link.waiter());
    }
    return all;
  }

  List<Waiter> late(long now) {
    return waiters().stream().filter(waiter -> waiter.isLate(now)).toList();
  }

  Line plus(Waiter waiter) {
    long look = Math.min(nextLook, waiter.deadline());
    return front == null
        ? new Line(new Link(waiter, null), null, 1, look)
        : new Line(front, new Link(waiter, back), length + 1, look);
  }

  Line withoutFirst() {
    if (front == null || length == 1) {
      return EMPTY;
    }
    return front.next() == null
        ? new Line(reversed(back), null, length - 1, nextLook)
        : new Line(front.next(), back, length - 1, nextLook);
  }

  Line without(long call) {
    return without(waiter -> waiter.call() == call);
  }

  /** Those who are left, and the exact moment of the next look. */
  Line withoutLate(long now) {
    return without(waiter -> waiter.isLate(now));
  }

  private Line without(Predicate<Waiter> leaving) {
    Line left = EMPTY;
    for (Waiter waiter : waiters()) {
      left = leaving.test(waiter) ? left : left.plus(waiter);
    }
    return left;
  }

  private static @Nullable Link reversed(@Nullable Link chain) {
    Link turned = null;
    for (Link link = chain; link != null; link = link.next()) {
      turned = new Link(link.waiter(), turned);
    }
    return turned;
  }
}
