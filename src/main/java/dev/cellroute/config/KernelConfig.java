package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How kernels are treated: how long a start may take (seed cells have {@code seedTimeout} each),
 * the time between an interrupt and a kill, and the cap of one protocol message.
 */
public record KernelConfig(
    Duration startTimeout, Duration seedTimeout, Duration interruptGrace, DataSize maxMessage) {
  public KernelConfig {
    requireNonNull(startTimeout, "startTimeout");
    requireNonNull(seedTimeout, "seedTimeout");
    requireNonNull(interruptGrace, "interruptGrace");
    requireNonNull(maxMessage, "maxMessage");
  }
}
