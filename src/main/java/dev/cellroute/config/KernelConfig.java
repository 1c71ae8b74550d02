package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How kernels are treated: how long a start may take (seed cells have {@code seedTimeout} each),
 * the time between an interrupt and a kill, the cap of one protocol message, when a kernel is
 * replaced by a fresh one, and whether it is spoken to in cipher.
 */
public record KernelConfig(
    Duration startTimeout,
    Duration seedTimeout,
    Duration interruptGrace,
    DataSize maxMessage,
    Recycling recycling,
    KernelEncryption encryption) {
  public KernelConfig {
    requireNonNull(startTimeout, "startTimeout");
    requireNonNull(seedTimeout, "seedTimeout");
    requireNonNull(interruptGrace, "interruptGrace");
    requireNonNull(maxMessage, "maxMessage");
    requireNonNull(recycling, "recycling");
    requireNonNull(encryption, "encryption");
  }

  /** Of kernels that stay until they die, with nothing else out of the ordinary. */
  public KernelConfig(
      Duration startTimeout, Duration seedTimeout, Duration interruptGrace, DataSize maxMessage) {
    this(
        startTimeout,
        seedTimeout,
        interruptGrace,
        maxMessage,
        Recycling.NEVER,
        KernelEncryption.OFF);
  }
}
