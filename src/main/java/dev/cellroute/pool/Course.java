package dev.cellroute.pool;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * The course of one pool: its state, moved by one event after the other, and what the state asks
 * for, done in order. Used on the pool's event loop only, but for {@link #state}.
 */
final class Course {

  private final PoolAction.Doer doer;
  private final LongSupplier clock;
  private final BiConsumer<PoolState, PoolState> news;
  private final Alarm alarm;
  private final Queue<PoolAction> agenda = new ArrayDeque<>();
  private boolean working;
  // Written at home only; a snapshot may be taken from any thread.
  private volatile PoolState state;

  /** {@code news} is told when the pool wants another number of kernels or is in another state. */
  Course(
      Vertx vertx,
      PoolState start,
      PoolAction.Doer doer,
      BiConsumer<PoolState, PoolState> news,
      LongSupplier clock) {
    this.doer = doer;
    this.news = news;
    this.clock = clock;
    this.alarm = new Alarm(vertx, clock, this::tick);
    this.state = start;
  }

  PoolState state() {
    return state;
  }

  long now() {
    return clock.getAsLong();
  }

  void tick() {
    move(state.ticked(now()));
  }

  /**
   * Takes the new state first, then does what it asks for. A caller told of its lease may come back
   * with the next event at once; what follows from that waits until the actions decided before are
   * done.
   */
  void move(Step step) {
    PoolState before = state;
    state = step.state();
    if (isNews(before)) {
      news.accept(before, state);
    }
    agenda.addAll(step.actions());
    if (!working) {
      work();
      alarm.by(state.alarm());
    }
  }

  private boolean isNews(PoolState before) {
    return before.scale().wanted() != state.scale().wanted()
        || before.starts().condition() != state.starts().condition();
  }

  /** No moment to look for comes any more. */
  void end() {
    alarm.clear();
  }

  private void work() {
    working = true;
    try {
      for (PoolAction next = agenda.poll(); next != null; next = agenda.poll()) {
        next.by(doer);
      }
    } finally {
      working = false;
    }
  }
}
