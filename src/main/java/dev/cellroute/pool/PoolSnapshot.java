package dev.cellroute.pool;

import static java.util.Objects.requireNonNull;

/**
 * A pool at one moment, for health pages and messages. {@code lastFailure} is why the most recent
 * kernel start failed, or empty.
 */
public record PoolSnapshot(
    int size, int idle, int busy, int starting, int waiting, int restarts, String lastFailure) {
  public PoolSnapshot {
    requireNonNull(lastFailure, "lastFailure");
  }

  public boolean isReady() {
    return idle + busy > 0;
  }

  /** The state as a message carries it. */
  String figures() {
    return "(busy=%d/%d, waiting=%d, starting=%d)".formatted(busy, size, waiting, starting);
  }
}
