package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * When a kernel has done enough and is replaced by a fresh one between two calls: after so many
 * calls, at this age, or above this much memory. What is empty does not matter.
 */
public record Recycling(
    Optional<Integer> maxRequests, Optional<Duration> maxAge, Optional<DataSize> maxMemory) {
  public static final Recycling NEVER =
      new Recycling(Optional.empty(), Optional.empty(), Optional.empty());

  public Recycling {
    requireNonNull(maxRequests, "maxRequests");
    requireNonNull(maxAge, "maxAge");
    requireNonNull(maxMemory, "maxMemory");
  }
}
