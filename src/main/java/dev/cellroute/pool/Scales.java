package dev.cellroute.pool;

import dev.cellroute.config.Recycling;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Set;

/**
 * Has the memory of a pool's kernels looked at once a second, where the operator has set a limit of
 * it. The looking itself is done on other threads. Used on the pool's event loop.
 */
final class Scales {

  private static final long PERIOD_MS = 1000;
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final Course course;
  private final KernelKeeper keeper;
  private final Recycling recycling;
  private final Set<Long> asked = new HashSet<>();
  private long timer = NO_TIMER;

  Scales(Vertx vertx, Course course, KernelKeeper keeper, Recycling recycling) {
    this.vertx = vertx;
    this.course = course;
    this.keeper = keeper;
    this.recycling = recycling;
  }

  void begin() {
    if (recycling.maxMemory().isPresent()) {
      timer = vertx.setPeriodic(PERIOD_MS, ignored -> weigh());
    }
  }

  void end() {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
  }

  private void weigh() {
    course.state().members().list().stream()
        .filter(Member::isInService)
        .map(Member::kernel)
        .filter(asked::add)
        .forEach(this::weigh);
  }

  /** Asked again when it has answered: a machine that is slow to answer is not asked more. */
  private void weigh(long kernel) {
    keeper.weigh(kernel).onComplete(ignored -> asked.remove(kernel));
  }
}
