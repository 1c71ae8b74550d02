package dev.cellroute.deployment;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Tells a change that is complete from one that is being written: it is believed when two looks,
 * one after the other, have seen the same. Immutable, without clock.
 *
 * @param settled what was believed last
 * @param candidate what the last look has seen, where that is something else
 */
record Stability<T>(T settled, Optional<T> candidate) {

  /** What a look means. */
  enum Verdict {
    /** Nothing new. */
    QUIET,
    /** Something new; the next look, soon, will tell whether it stays. */
    MOVING,
    /** Something new that has stayed. */
    CHANGED
  }

  Stability {
    requireNonNull(settled, "settled");
    requireNonNull(candidate, "candidate");
  }

  static <T> Stability<T> of(T settled) {
    return new Stability<>(settled, Optional.empty());
  }

  Verdict verdict(T seen) {
    if (seen.equals(settled)) {
      return Verdict.QUIET;
    }
    return candidate.filter(seen::equals).isPresent() ? Verdict.CHANGED : Verdict.MOVING;
  }

  Stability<T> after(T seen) {
    return switch (verdict(seen)) {
      case QUIET, CHANGED -> of(seen);
      case MOVING -> new Stability<>(settled, Optional.of(seen));
    };
  }
}
