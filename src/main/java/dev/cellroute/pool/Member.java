package dev.cellroute.pool;

/** One kernel of a pool, by number, and what it is doing. Numbers are never used twice. */
record Member(long kernel, Phase phase) {

  /** A kernel's life in order; when it is gone, it is no member any more. */
  enum Phase {
    STARTING,
    SEEDING,
    IDLE,
    LENT,
    RETIRING
  }
}
