package dev.cellroute.endpoint;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.LanePreference;
import java.time.Duration;
import java.util.Optional;

/**
 * How an endpoint wants to be called, as the block below its annotation says: whether one run may
 * answer several callers, which lane it takes, how long a call may last (the configuration's
 * {@code request.timeout} where this is empty), how many calls may overlap in one kernel, and what
 * becomes of a run whose client leaves.
 */
public record EndpointOptions(
    Optional<Batch> batch,
    LanePreference lane,
    Optional<Duration> timeout,
    int concurrency,
    OnDisconnect onDisconnect) {
  /** An endpoint without a block. */
  public static final EndpointOptions DEFAULT = new EndpointOptions(
      Optional.empty(), LanePreference.AUTO, Optional.empty(), 1, OnDisconnect.INTERRUPT);

  /** What becomes of a cell that runs when its client leaves; one that waits is never begun. */
  public enum OnDisconnect {
    /** It is interrupted. */
    INTERRUPT,
    /** It runs on, until its deadline at most. */
    FINISH
  }

  /** What becomes of the callers when their common run fails. */
  public enum OnError {
    /** Each is run alone, so that only the guilty one gets the error. */
    SPLIT,
    /** All get the error. */
    FAIL
  }

  /** One run for up to {@code max} callers that wait. */
  public record Batch(int max, OnError onError) {
    public Batch {
      requireNonNull(onError, "onError");
      if (max < 1) {
        throw new IllegalArgumentException("batch: " + max + " (expected: at least 1)");
      }
    }
  }

  public EndpointOptions {
    requireNonNull(batch, "batch");
    requireNonNull(lane, "lane");
    requireNonNull(timeout, "timeout");
    requireNonNull(onDisconnect, "onDisconnect");
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency: " + concurrency + " (expected: at least 1)");
    }
  }

  EndpointOptions withBatch(Batch batch) {
    return new EndpointOptions(Optional.of(batch), lane, timeout, concurrency, onDisconnect);
  }

  EndpointOptions withLane(LanePreference lane) {
    return new EndpointOptions(batch, lane, timeout, concurrency, onDisconnect);
  }

  EndpointOptions withTimeout(Duration timeout) {
    return new EndpointOptions(batch, lane, Optional.of(timeout), concurrency, onDisconnect);
  }

  EndpointOptions withConcurrency(int concurrency) {
    return new EndpointOptions(batch, lane, timeout, concurrency, onDisconnect);
  }

  EndpointOptions withOnDisconnect(OnDisconnect onDisconnect) {
    return new EndpointOptions(batch, lane, timeout, concurrency, onDisconnect);
  }
}
