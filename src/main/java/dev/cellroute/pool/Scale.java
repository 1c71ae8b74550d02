package dev.cellroute.pool;

/**
 * How many kernels a pool wants now, and since when one of them has always been idle, or
 * {@link Line#NEVER} when none is.
 */
record Scale(int wanted, long spareSince) {

  static Scale of(int wanted) {
    return new Scale(wanted, Line.NEVER);
  }

  /** What is known now that so many are idle. */
  Scale seen(int idle, long now) {
    if (idle == 0) {
      return spareSince == Line.NEVER ? this : of(wanted);
    }
    return spareSince == Line.NEVER ? new Scale(wanted, now) : this;
  }

  Scale grown() {
    return of(wanted + 1);
  }

  /** The next one leaves after another whole period. */
  Scale shrunk(long now) {
    return new Scale(wanted - 1, now);
  }
}
