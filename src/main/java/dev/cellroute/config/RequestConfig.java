package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Limits of a call: its deadline with the queue included, how many calls may wait a notebook, how
 * much may come back.
 */
public record RequestConfig(Duration timeout, int queue, DataSize maxOutput) {
  public RequestConfig {
    requireNonNull(timeout, "timeout");
    requireNonNull(maxOutput, "maxOutput");
  }
}
