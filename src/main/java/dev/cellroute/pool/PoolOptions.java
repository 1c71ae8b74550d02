package dev.cellroute.pool;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.KernelCount;
import dev.cellroute.config.Recycling;
import dev.cellroute.kernel.KernelRequest;
import java.time.Duration;

/**
 * How a pool is run: what kernel it starts, how many, how many of them start at the same time, how
 * many calls may wait, the grace a kernel gets when it is stopped, and when one is replaced by a
 * fresh one.
 */
public record PoolOptions(
    KernelRequest kernel,
    KernelCount kernels,
    int parallelStarts,
    int queueLimit,
    Duration stopGrace,
    Recycling recycling) {
  public PoolOptions {
    requireNonNull(kernel, "kernel");
    requireNonNull(kernels, "kernels");
    requireNonNull(stopGrace, "stopGrace");
    requireNonNull(recycling, "recycling");
    if (parallelStarts < 1) {
      throw new IllegalArgumentException("parallelStarts: " + parallelStarts + " (expected: >= 1)");
    }
    if (queueLimit < 0) {
      throw new IllegalArgumentException("queueLimit: " + queueLimit + " (expected: >= 0)");
    }
  }

  /** Of a pool of one size whose kernels stay until they die. */
  public PoolOptions(
      KernelRequest kernel, int size, int parallelStarts, int queueLimit, Duration stopGrace) {
    this(kernel, KernelCount.of(size), parallelStarts, queueLimit, stopGrace, Recycling.NEVER);
  }
}
