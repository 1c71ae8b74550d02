package dev.cellroute.invocation;

import dev.cellroute.pool.Leases;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What every call of one notebook works with. {@code clock} counts nanoseconds from anywhere. */
record CellKit(
    Vertx vertx,
    Leases leases,
    Dialect dialect,
    ResponseAssembler assembler,
    InvokerOptions options,
    LongSupplier clock) {
  /** From this many characters on, work on a text would hold up an event loop for milliseconds. */
  static final long LARGE = 1024 * 1024;

  private static final boolean IN_ANY_ORDER = false;

  /**
   * Does work that grows with {@code size}: here and now, or on a worker thread when it is large.
   */
  <T> Future<T> work(long size, Supplier<T> work) {
    return size < LARGE
        ? Future.succeededFuture().map(ignored -> work.get())
        : vertx.executeBlocking(work::get, IN_ANY_ORDER);
  }
}
