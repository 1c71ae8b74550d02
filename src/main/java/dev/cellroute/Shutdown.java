package dev.cellroute;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, in order, to be closed in the opposite order. A part that cannot be closed
 * is logged and does not keep the next from being closed. What is added when all has ended is
 * closed at once. Parts are added on one event loop; {@link #run} may be called from any thread,
 * and has an effect once.
 */
final class Shutdown {

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final Deque<Supplier<Future<Void>>> parts = new ArrayDeque<>();
  // Two threads may ask for the end: a signal's and the starter's.
  private final AtomicBoolean begun = new AtomicBoolean();
  private final Promise<Void> ended = Promise.promise();

  void add(Supplier<Future<Void>> part) {
    if (ended.future().isComplete()) {
      close(part);
      return;
    }
    parts.push(part);
  }

  Future<Void> run() {
    if (begun.compareAndSet(false, true)) {
      closeNext().onComplete(ended);
    }
    return ended.future();
  }

  private Future<Void> closeNext() {
    Supplier<Future<Void>> part = parts.poll();
    if (part == null) {
      return Future.succeededFuture();
    }
    return close(part).transform((ignored, alsoIgnored) -> closeNext());
  }

  private static Future<Void> close(Supplier<Future<Void>> part) {
    return part.get().onFailure(failure -> LOG.warn("part not closed", failure));
  }
}
