package dev.cellroute.pool;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A pool at one moment, for health pages, metrics and messages. {@code size} is how many kernels it
 * wants now; {@code busy} counts the kernels that run a call, {@code starting} those that start or
 * are being set up, {@code retiring} those whose process ends; {@code restarts} are the starts made
 * to replace a kernel, {@code departures} the kernels that are gone, by cause. {@code lastFailure}
 * is why the most recent kernel start failed, or empty.
 */
public record PoolSnapshot(
    int size,
    int idle,
    int busy,
    int starting,
    int waiting,
    int restarts,
    String lastFailure,
    int retiring,
    Map<Departure, Integer> departures,
    Condition condition) {
  /** Whether its kernels can be started. */
  public enum Condition {
    SOUND,
    /** They keep failing; a start is tried now and then. */
    DEGRADED
  }

  public PoolSnapshot {
    requireNonNull(lastFailure, "lastFailure");
    departures = Map.copyOf(departures);
    requireNonNull(condition, "condition");
  }

  /** Of a sound pool that no kernel has left. */
  public PoolSnapshot(
      int size, int idle, int busy, int starting, int waiting, int restarts, String lastFailure) {
    this(size, idle, busy, starting, waiting, restarts, lastFailure, 0, Map.of(), Condition.SOUND);
  }

  public boolean isReady() {
    return idle + busy > 0;
  }

  public boolean isDegraded() {
    return condition == Condition.DEGRADED;
  }

  /** The state as a message carries it. */
  String figures() {
    return "(busy=%d/%d, waiting=%d, starting=%d)".formatted(busy, size, waiting, starting);
  }
}
