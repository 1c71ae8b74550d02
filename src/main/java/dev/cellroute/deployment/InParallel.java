package dev.cellroute.deployment;

import io.vertx.core.AsyncResult;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The same asynchronous work for many things, so many at a time. After a failure nothing new is
 * begun; the end comes when all that was begun has ended. Used once, on one event loop, to which
 * the work returns.
 */
final class InParallel<T> {

  private final Queue<T> waiting;
  private final Function<T, Future<Void>> work;
  private final Runnable onFailure;
  private @Nullable Throwable first;

  private InParallel(List<T> things, Function<T, Future<Void>> work, Runnable onFailure) {
    this.waiting = new ArrayDeque<>(things);
    this.work = work;
    this.onFailure = onFailure;
  }

  /**
   * Succeeds when all succeeded; fails with the failure that came first. {@code onFailure} hears of
   * that one at once, and may hasten the end of the others.
   */
  static <T> Future<Void> run(
      List<T> things, int atOnce, Function<T, Future<Void>> work, Runnable onFailure) {
    InParallel<T> run = new InParallel<>(things, work, onFailure);
    List<Future<Void>> lanes =
        Stream.generate(run::lane).limit(Math.min(atOnce, things.size())).toList();
    return lanes.isEmpty() ? Future.succeededFuture() : Future.join(lanes).transform(run::ended);
  }

  private Future<Void> lane() {
    T thing = waiting.poll();
    if (thing == null) {
      return Future.succeededFuture();
    }
    return work.apply(thing).onFailure(this::failed).compose(ignored -> lane());
  }

  private void failed(Throwable failure) {
    if (first == null) {
      first = failure;
      waiting.clear();
      onFailure.run();
    }
  }

  private Future<Void> ended(AsyncResult<CompositeFuture> all) {
    return first == null ? Future.succeededFuture() : Future.failedFuture(first);
  }
}
