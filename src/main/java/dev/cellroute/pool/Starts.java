package dev.cellroute.pool;

import dev.cellroute.fault.Durations;
import dev.cellroute.pool.PoolSnapshot.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a pool's kernel starts have gone: the number of the next kernel, failures in a row, the
 * moment before which no other start is tried, the starts made to replace a kernel, the last
 * failure or an empty text, and the moments of the most recent failures.
 *
 * <pre>
 *   SOUND ──{@value #MANY} failures within a minute──► DEGRADED: one start each half minute
 *     ▲                                        │
 *     └── a kernel set up since the last failure has ended a call, or lived a second ◄┘
 * </pre>
 *
 * A kernel that dies sooner than that counts as one that failed to start.
 */
record Starts(
    long next,
    int failures,
    long earliest,
    int restarts,
    String lastFailure,
    List<Long> recent,
    Condition condition) {

  static final int MANY = 5;
  static final Duration WINDOW = Duration.ofMinutes(1);
  static final Duration PROBE = Duration.ofSeconds(30);
  static final Duration PROBATION = Duration.ofSeconds(1);

  private static final long NOW = Long.MIN_VALUE;

  static final Starts NONE = new Starts(1, 0, NOW, 0, "", List.of(), Condition.SOUND);

  Starts {
    recent = List.copyOf(recent);
  }

  /**
   * The start of the first kernel in one of the pool's places, or of one that replaces another.
   * Degraded, this is the one probe of the next half minute.
   */
  Starts another(int places, long now) {
    long after = isDegraded() ? now + PROBE.toNanos() : earliest;
    int replaced = firsts() < places ? restarts : restarts + 1;
    return new Starts(next + 1, failures, after, replaced, lastFailure, recent, condition);
  }

  private long firsts() {
    return next - 1 - restarts;
  }

  /** Others may start at once, unless too many did not live. */
  Starts succeeded() {
    return isDegraded() ? this : new Starts(next, 0, NOW, restarts, "", recent, condition);
  }

  Starts failed(Throwable cause, Backoff backoff, long now) {
    int inARow = failures + 1;
    List<Long> moments = recentWith(now);
    Condition after = isDegraded() || areMany(moments) ? Condition.DEGRADED : Condition.SOUND;
    Duration wait = after == Condition.DEGRADED ? PROBE : backoff.after(inARow);
    return new Starts(
        next, inARow, now + wait.toNanos(), restarts, firstLine(cause), moments, after);
  }

  /** All is forgotten: there is a kernel that works. */
  Starts proven() {
    return new Starts(next, 0, NOW, restarts, "", List.of(), Condition.SOUND);
  }

  boolean areFailing() {
    return failures > 0 || isDegraded();
  }

  boolean isDegraded() {
    return condition == Condition.DEGRADED;
  }

  /** Whether there is a failure that a kernel set up at that moment makes forgotten. */
  boolean canBeProvenBy(long since) {
    return !recent.isEmpty() && since >= recent.get(recent.size() - 1);
  }

  /** What a caller is told; why they fail is for the log only. */
  String complaint(long now) {
    Duration left = Duration.ofSeconds(Math.max(1, (earliest - now) / 1_000_000_000L));
    return "its kernels keep failing; the next is tried in " + Durations.text(left);
  }

  private List<Long> recentWith(long now) {
    List<Long> moments = new ArrayList<>(recent);
    moments.add(now);
    return moments.subList(Math.max(0, moments.size() - MANY), moments.size());
  }

  private static boolean areMany(List<Long> moments) {
    return moments.size() == MANY && moments.get(MANY - 1) - moments.get(0) <= WINDOW.toNanos();
  }

  private static String firstLine(Throwable cause) {
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
