package dev.cellroute.pool;

import static java.util.Objects.requireNonNull;

/**
 * Whom a call suffers beside it on its kernel. Calls hold one kernel at the same time only when
 * their sharing is shared and equal. An exclusive call has its kernel for itself, but may wait in a
 * busy kernel's lane behind another exclusive one; {@code shared(key, 1)} does not even that.
 */
public sealed interface Sharing {

  /** Alone on the kernel while it runs. */
  enum Exclusive implements Sharing {
    EXCLUSIVE;

    @Override
    public boolean allows(int present) {
      return false;
    }
  }

  /** At the same time as others of the same key, together {@code limit} at most. */
  record Shared(String key, int limit) implements Sharing {
    public Shared {
      requireNonNull(key, "key");
      if (limit < 1) {
        throw new IllegalArgumentException("limit: " + limit + " (expected: >= 1)");
      }
    }

    @Override
    public boolean allows(int present) {
      return present < limit;
    }
  }

  static Sharing exclusive() {
    return Exclusive.EXCLUSIVE;
  }

  static Sharing shared(String key, int limit) {
    return new Shared(key, limit);
  }

  default boolean isExclusive() {
    return this instanceof Exclusive;
  }

  /** Whether a call of this kind may join so many of the same kind. */
  boolean allows(int present);
}
