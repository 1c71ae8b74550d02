package dev.cellroute.kernel;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Brings the end of a future to a context, so that state confined to it needs no locks. */
final class Handover {
  private Handover() {}

  /**
   * The same end, told on the context of whoever calls this now; without such a context, where it
   * happens.
   */
  static <T> Future<T> toCaller(Context home, Future<T> future) {
    Context caller = Vertx.currentContext();
    return caller == null || caller == home ? future : to(caller, future);
  }

  static <T> Future<T> to(Context context, Future<T> future) {
    Promise<T> promise = Promise.promise();
    future.onComplete(end -> context.runOnContext(ignored -> promise.handle(end)));
    return promise.future();
  }

  /**
   * Waits for the end of a future, but not longer than this; called on the context that gets the
   * answer.
   */
  static Future<Patience> await(Context context, Future<?> future, Duration patience) {
    Promise<Patience> promise = Promise.promise();
    long timer = context
        .owner()
        .setTimer(Math.max(1, patience.toMillis()), ignored -> promise.tryComplete(Patience.LOST));
    future.onComplete(end -> context.runOnContext(ignored -> {
      context.owner().cancelTimer(timer);
      promise.tryComplete(Patience.REWARDED);
    }));
    return promise.future();
  }

  /** How a wait ended. */
  enum Patience {
    REWARDED,
    LOST
  }
}
