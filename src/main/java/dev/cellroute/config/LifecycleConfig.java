package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How the server's life goes on and ends: how long running calls may take once it is asked to stop,
 * and whether notebooks are watched.
 */
public record LifecycleConfig(Duration drain, boolean reload) {
  public LifecycleConfig {
    requireNonNull(drain, "drain");
  }
}
