package dev.cellroute.deployment;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls under way on one deployment and tells when the last of them has ended, so that
 * its kernels are stopped behind them. A call is counted from the moment its endpoint is found
 * until its answer is known. Used on one event loop; it costs a call two additions.
 */
public final class Drain {

  private int calls;
  private @Nullable Promise<Void> waiting;

  public void began() {
    calls++;
  }

  public void ended() {
    calls--;
    if (calls == 0 && waiting != null) {
      waiting.complete();
      waiting = null;
    }
  }

  public int calls() {
    return calls;
  }

  /** Ends as soon as no call is under way, which may be now. */
  public Future<Void> empty() {
    if (calls == 0) {
      return Future.succeededFuture();
    }
    if (waiting == null) {
      waiting = Promise.promise();
    }
    return waiting.future();
  }
}
