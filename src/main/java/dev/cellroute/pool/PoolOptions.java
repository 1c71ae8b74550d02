package dev.cellroute.pool;

import static java.util.Objects.requireNonNull;

import dev.cellroute.kernel.KernelRequest;
import java.time.Duration;

/**
 * How a pool is run: what kernel it starts, how many ({@code size}), how many of them start at the
 * same time, how many calls may wait, and the grace a kernel gets when it is stopped.
 */
public record PoolOptions(
    KernelRequest kernel, int size, int parallelStarts, int queueLimit, Duration stopGrace) {
  public PoolOptions {
    requireNonNull(kernel, "kernel");
    requireNonNull(stopGrace, "stopGrace");
    if (size < 1) {
      throw new IllegalArgumentException("size: " + size + " (expected: >= 1)");
    }
    if (parallelStarts < 1) {
      throw new IllegalArgumentException("parallelStarts: " + parallelStarts + " (expected: >= 1)");
    }
    if (queueLimit < 0) {
      throw new IllegalArgumentException("queueLimit: " + queueLimit + " (expected: >= 0)");
    }
  }
}
