package dev.cellroute.kernel.resident;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * The one event loop on which every lane's state is touched. Whoever is there already neither waits
 * nor hops; others may call from anywhere and are answered on their own context.
 */
final class Loop {
  private static final boolean IN_ANY_ORDER = false;

  private final ContextInternal context;

  private Loop(ContextInternal context) {
    this.context = context;
  }

  /** The caller's event loop, also when it is asked from work that this loop has given away. */
  static Loop of(Vertx vertx) {
    ContextInternal context = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    if (!context.isEventLoopContext()) {
      throw new IllegalStateException("lanes live on an event loop, not on a worker");
    }
    return new Loop(context);
  }

  Vertx vertx() {
    return context.owner();
  }

  /** Runs at once when called on the loop, else soon. */
  void run(Runnable task) {
    if (context.inThread()) {
      task.run();
    } else {
      context.runOnContext(ignored -> task.run());
    }
  }

  /** The same end, told here. */
  <T> Future<T> here(Future<T> future) {
    Promise<T> promise = Promise.promise();
    future.onComplete(end -> run(() -> promise.handle(end)));
    return promise.future();
  }

  /** The same end of something that lives here, told where the caller of this is. */
  <T> Future<T> toCaller(Future<T> future) {
    Context caller = context.inThread() ? null : Vertx.currentContext();
    if (caller == null) {
      return future;
    }
    Promise<T> promise = Promise.promise();
    future.onComplete(end -> caller.runOnContext(ignored -> promise.handle(end)));
    return promise.future();
  }

  /** Work that blocks, on a worker thread. */
  <T> Future<T> blocking(Callable<T> work) {
    return here(context.executeBlocking(work, IN_ANY_ORDER));
  }

  /** Runs the task after this time unless the future has ended by then; called on the loop. */
  void after(Duration patience, Future<?> unless, Runnable task) {
    long timer = vertx().setTimer(Math.max(1, patience.toMillis()), ignored -> run(task));
    unless.onComplete(ignored -> vertx().cancelTimer(timer));
  }
}
