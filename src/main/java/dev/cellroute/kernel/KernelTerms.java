package dev.cellroute.kernel;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long a kernel is waited for: until it is ready, until what it said is complete, until it
 * answers a wish to be interrupted.
 */
public record KernelTerms(Duration start, Duration settle, Duration interrupt) {
  private static final Duration SETTLE = Duration.ofSeconds(1);
  private static final Duration INTERRUPT = Duration.ofSeconds(1);

  public KernelTerms {
    requireNonNull(start, "start");
    requireNonNull(settle, "settle");
    requireNonNull(interrupt, "interrupt");
  }

  /** What real kernels get, all but the time they may take to start. */
  public static KernelTerms within(Duration start) {
    return new KernelTerms(start, SETTLE, INTERRUPT);
  }
}
