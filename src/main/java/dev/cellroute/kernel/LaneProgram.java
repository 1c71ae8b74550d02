package dev.cellroute.kernel;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a kernel is given once, to be called by its place in the list: a name for messages
 * ({@code iris.ipynb GET /iris}), the source of the cell as the standard way would run it, that of
 * the ResponseInfo cell after it, how many calls of it may run at the same time, and which way its
 * author wants it to be called.
 */
public record LaneProgram(
    String name, String cell, Optional<String> info, int concurrency, Way way) {
  /** How a program is called. */
  public enum Way {
    /** On the lane, when the kernel takes it. */
    LANE,
    /** In the kernel's standard protocol; it only keeps its number. */
    STANDARD
  }

  public LaneProgram {
    requireNonNull(name, "name");
    requireNonNull(cell, "cell");
    requireNonNull(info, "info");
    requireNonNull(way, "way");
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency: " + concurrency + " (expected: >= 1)");
    }
  }
}
