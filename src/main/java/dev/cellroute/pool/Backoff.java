package dev.cellroute.pool;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after so many failed starts in a row: a pure function, so that the policy can be
 * another one.
 */
@FunctionalInterface
interface Backoff {
  /** A quarter of a second at first, doubling up to half a minute. */
  Backoff DOUBLING = failures -> {
    long millis = 250L << Math.min(failures - 1, 7);
    return Duration.ofMillis(Math.min(millis, 30_000));
  };

  /**
   * The same, up to a quarter longer or shorter, so that notebooks that fail together do not try
   * again together; {@code random} answers from 0 to 1.
   */
  default Backoff spread(DoubleSupplier random) {
    return failures ->
        Duration.ofNanos((long) (after(failures).toNanos() * (0.75 + random.getAsDouble() / 2)));
  }

  /** The wait after the {@code failures}-th failure in a row, counted from 1. */
  Duration after(int failures);
}
