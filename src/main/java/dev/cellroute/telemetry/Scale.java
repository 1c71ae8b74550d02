package dev.cellroute.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The buckets of a histogram: upper bounds in the unit of observations, and one for the rest. */
final class Scale {
  private static final double NANOS = 1e9;

  /** A request: from half a millisecond to a minute. */
  static final Scale REQUEST = new Scale(
      NANOS,
      LongStream.of(
              500,
              1_000,
              2_500,
              5_000,
              10_000,
              25_000,
              50_000,
              100_000,
              250_000,
              500_000,
              1_000_000,
              2_500_000,
              5_000_000,
              10_000_000,
              30_000_000,
              60_000_000)
          .map(micros -> micros * 1_000)
          .toArray());

  /** The start of a kernel with its setup cells: from a tenth of a second to ten minutes. */
  static final Scale START = new Scale(
      NANOS,
      LongStream.of(100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000, 600_000)
          .map(millis -> millis * 1_000_000)
          .toArray());

  /** The callers of a batch. */
  static final Scale CALLERS = new Scale(1, 1, 2, 4, 8, 16, 32, 64, 128, 256);

  private final double unit;
  private final long[] bounds;

  private Scale(double unit, long... bounds) {
    this.unit = unit;
    this.bounds = bounds;
  }

  int buckets() {
    return bounds.length + 1;
  }

  /** Most observations are small, so looking from below is quick. */
  int bucket(long value) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    return bucket;
  }

  List<Double> bounds() {
    List<Double> all = new ArrayList<>();
    for (long bound : bounds) {
      all.add(inUnits(bound));
    }
    all.add(Double.POSITIVE_INFINITY);
    return all;
  }

  double inUnits(long value) {
    return value / unit;
  }
}
