package dev.cellroute.faults;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cellroute.config.LanePreference;
import java.util.Optional;

/**
 * One row of the catalogue, or one variant of a row: what is done to a gateway, and what must be
 * seen. What must hold after every row is with {@link Oracles}. {@code S} is where it is done: a
 * running {@link Site}, or an empty {@link Workplace}.
 */
record Fault<S>(
    String id,
    String title,
    Depth depth,
    Attack<S> attack,
    Expectation expectation,
    Optional<Gap> gap) {
  /** When a row is run: in every build, or only where there is time for it. */
  enum Depth {
    QUICK,
    FULL;

    /** What this run is, by the system property {@code cellroute.faults}. */
    static Depth ofThisRun() {
      return System.getProperty("cellroute.faults", "quick").equals("full") ? FULL : QUICK;
    }

    /** A number of repetitions. */
    static int times(int quick, int full) {
      return ofThisRun() == FULL ? full : quick;
    }
  }

  /** Does the fault and says what was seen. */
  @FunctionalInterface
  interface Attack<S> {
    Seen on(S place) throws Exception;
  }

  /** Why a row is not run on a lane yet: what the gateway does instead of what it should. */
  record Gap(LanePreference lane, String instead) {}

  Fault {
    requireNonNull(id, "id");
    requireNonNull(title, "title");
    requireNonNull(attack, "attack");
    requireNonNull(expectation, "expectation");
  }

  static <S> Fault<S> fault(String id, String title, Attack<S> attack, Expectation expectation) {
    return new Fault<>(id, title, Depth.QUICK, attack, expectation, Optional.empty());
  }

  Fault<S> onlyInFull() {
    return new Fault<>(id, title, Depth.FULL, attack, expectation, gap);
  }

  /** Not run on this lane; {@link LanePreference#AUTO} means on none. */
  Fault<S> exceptOn(LanePreference lane, String instead) {
    return new Fault<>(id, title, depth, attack, expectation, Optional.of(new Gap(lane, instead)));
  }

  /** {@code -Dcellroute.fault=D3} runs the rows of that id only, at any depth. */
  boolean isOfThisRun() {
    String only = System.getProperty("cellroute.fault", "");
    return only.isEmpty()
        ? depth == Depth.QUICK || Depth.ofThisRun() == Depth.FULL
        : id.equals(only);
  }

  /** Skips the test, with the reason, where the gateway is known to do something else. */
  void skipIfKnown(LanePreference lane) {
    gap.filter(known -> known.lane() == lane || known.lane() == LanePreference.AUTO)
        .ifPresent(known -> assumeTrue(false, this + ": " + known.instead()));
  }

  @Override
  public String toString() {
    return id + " " + title;
  }
}
