package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;

/** Managed Python environments: where they are kept and how long making one may take. */
public record EnvironmentConfig(Path cache, Duration timeout) {
  public EnvironmentConfig {
    requireNonNull(cache, "cache");
    requireNonNull(timeout, "timeout");
  }
}
