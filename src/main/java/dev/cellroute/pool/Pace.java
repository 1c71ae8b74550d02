package dev.cellroute.pool;

import java.time.Duration;

/**
 * How long a kernel's calls have taken lately, smoothed: an eighth of the newest, seven eighths of
 * what was known. A call of a second is forgotten after some fifty short ones. A kernel that has
 * run no call is not known to be quick.
 */
record Pace(long nanos) {

  static final Pace UNKNOWN = new Pace(Long.MAX_VALUE);

  Pace plus(long newest) {
    return new Pace(nanos == UNKNOWN.nanos ? newest : nanos + (newest - nanos) / 8);
  }

  boolean isBelow(Duration bound) {
    return nanos < bound.toNanos();
  }
}
