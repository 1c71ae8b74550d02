package dev.cellroute.invocation;

import static java.util.Objects.requireNonNull;

/**
 * What endpoints with {@code batch} go by: how many callers of one may wait, and who hears of the
 * batches.
 */
public record Batching(int queue, BatchListener listener) {
  public Batching {
    requireNonNull(listener, "listener");
  }
}
