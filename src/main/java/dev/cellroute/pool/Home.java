package dev.cellroute.pool;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;

/** The one event loop on which a pool's state is touched. */
final class Home {

  private final ContextInternal context;

  private Home(ContextInternal context) {
    this.context = context;
  }

  /** The caller's event loop, or a new one where the caller has none. */
  static Home of(Vertx vertx) {
    ContextInternal context = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    if (!context.isEventLoopContext()) {
      throw new IllegalStateException("a pool is started on an event loop, not on a worker");
    }
    return new Home(context);
  }

  /**
   * A request has a context of its own on the same event loop, so threads are compared and not
   * contexts.
   */
  boolean isHere() {
    return context.inThread();
  }

  /** Runs at once when called at home, else soon. */
  void run(Runnable task) {
    if (isHere()) {
      task.run();
    } else {
      context.runOnContext(ignored -> task.run());
    }
  }
}
