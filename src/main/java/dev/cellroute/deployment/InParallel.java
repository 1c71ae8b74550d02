package dev.cellroute.deployment;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The same asynchronous work for many things, so many at a time. After a failure nothing new is
 * begun; the end comes when all that was begun has ended. Used once, on one event loop, to which
 * the work returns.
 */
final class InParallel<T> {

  private final Queue<T> waiting;
  private final Function<T, Future<Void>> work;

  private InParallel(List<T> things, Function<T, Future<Void>> work) {
    this.waiting = new ArrayDeque<>(things);
    this.work = work;
  }

  /** Succeeds when all succeeded; fails with the first failure. */
  static <T> Future<Void> run(List<T> things, int atOnce, Function<T, Future<Void>> work) {
    InParallel<T> run = new InParallel<>(things, work);
    List<Future<Void>> lanes =
        Stream.generate(run::lane).limit(Math.min(atOnce, things.size())).toList();
    return lanes.isEmpty() ? Future.succeededFuture() : Future.join(lanes).mapEmpty();
  }

  private Future<Void> lane() {
    T thing = waiting.poll();
    if (thing == null) {
      return Future.succeededFuture();
    }
    return work.apply(thing).onFailure(ignored -> waiting.clear()).compose(ignored -> lane());
  }
}
