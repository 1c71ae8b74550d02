package dev.cellroute.invocation;

import io.vertx.core.Future;

/** Runs invocations of one notebook's endpoints: queue, cell, response. */
@FunctionalInterface
public interface Invoker {
  /** Starts the call. Called on the event loop that also completes the response. */
  Call invoke(Invocation invocation);

  /** A call under way. */
  interface Call {
    /**
     * The answer, or a {@code GatewayException} ({@link CellFailureException} when the cell
     * raised). At the deadline it fails with {@code DEADLINE} without waiting for the kernel.
     */
    Future<Response> response();

    /** Where the time went so far, for an answer that is a failure. */
    default Response.Timing timing() {
      return Response.Timing.NONE;
    }

    /**
     * Asked when the response is there: completes when the cell runs no more, which is later where
     * it runs on for a client that is gone. Never fails.
     */
    default Future<Void> ended() {
      return Future.succeededFuture();
    }

    /**
     * The client is gone: leaves the queue or interrupts the cell. Harmless when the call has
     * ended.
     */
    void cancel();
  }
}
