package dev.cellroute.pool;

import org.jspecify.annotations.Nullable;

/**
 * What a kernel has done since it was set up: since when it serves, how many calls it has ended,
 * the memory it was last seen to have, and why it leaves, once that is known. A kernel that is
 * {@code relieved} finishes the calls it has and gets no other.
 */
record Service(
    long since, long calls, long bytes, @Nullable Departure departure, boolean relieved) {

  static final Service NONE = beginning(0);

  static Service beginning(long now) {
    return new Service(now, 0, 0, null, false);
  }

  Service plusCall() {
    return new Service(since, calls + 1, bytes, departure, relieved);
  }

  Service weighing(long bytes) {
    return new Service(since, calls, bytes, departure, relieved);
  }

  Service leaving(Departure cause) {
    return new Service(since, calls, bytes, cause, relieved);
  }

  Service relievedNow() {
    return new Service(since, calls, bytes, departure, true);
  }
}
