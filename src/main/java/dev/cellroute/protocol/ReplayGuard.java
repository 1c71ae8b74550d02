package dev.cellroute.protocol;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers the newest signatures, so that a message is accepted once. Used by one thread. */
final class ReplayGuard {
  private final int capacity;
  private final Set<String> seen = new LinkedHashSet<>();

  ReplayGuard(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Whether this signature is new; it is remembered, and the oldest is forgotten when there are too
   * many.
   */
  boolean admits(byte[] signature) {
    if (!seen.add(new String(signature, StandardCharsets.US_ASCII))) {
      return false;
    }
    if (seen.size() > capacity) {
      seen.remove(seen.iterator().next());
    }
    return true;
  }
}
