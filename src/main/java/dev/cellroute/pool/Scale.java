package dev.cellroute.pool;

/**
 * How many kernels a pool wants now, how many places for one it has made so far, and since when one
 * of them has always been idle, or {@link Line#NEVER} when none is.
 */
record Scale(int wanted, int places, long spareSince) {

  static Scale of(int wanted) {
    return new Scale(wanted, wanted, Line.NEVER);
  }

  /** What is known now that so many are idle. */
  Scale seen(int idle, long now) {
    if (idle == 0) {
      return spareSince == Line.NEVER ? this : spareSince(Line.NEVER);
    }
    return spareSince == Line.NEVER ? spareSince(now) : this;
  }

  Scale grown() {
    return new Scale(wanted + 1, places + 1, Line.NEVER);
  }

  /** The next one leaves after another whole period. */
  Scale shrunk(long now) {
    return new Scale(wanted - 1, places, now);
  }

  private Scale spareSince(long moment) {
    return new Scale(wanted, places, moment);
  }
}
