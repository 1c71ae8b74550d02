package dev.cellroute.kernel;

import io.vertx.core.Future;

/**
 * One {@code execute_request} under way. It is done when both the reply and the {@code idle} status
 * for its id have arrived, or when it failed; it ends exactly once.
 */
public interface Exchange {
  /**
   * What came of it. A cell that raised is a normal outcome with a {@code Failure} output. The
   * future fails only with a {@code GatewayException}: {@code KERNEL_DIED},
   * {@code OUTPUT_INCOMPLETE}, {@code OUTPUT_LIMIT} or {@code CANCELLED}; after
   * {@code OUTPUT_LIMIT} and {@code CANCELLED} the kernel may still be busy, see {@link #quiet}.
   */
  Future<Outcome> outcome();

  /**
   * Completes when the kernel has really finished (idle and reply seen) or is gone; never fails.
   */
  Future<Void> quiet();

  /**
   * For an exchange that was given up: completes when its turn has come in the kernel, or never
   * will; never fails. From then on the kernel can be expected to become quiet; before, it is busy
   * with what others sent.
   */
  default Future<Void> turn() {
    return Future.succeededFuture();
  }

  /**
   * Gives the exchange up: the outcome fails with {@code CANCELLED} at once and the kernel is
   * interrupted.
   */
  void cancel();
}
