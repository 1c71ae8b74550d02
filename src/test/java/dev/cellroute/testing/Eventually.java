package dev.cellroute.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asks again until something holds or the patience ends; then its failure counts. Blocks. */
public final class Eventually {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  /** What may fail until it holds. */
  @FunctionalInterface
  public interface Check {
    void run() throws Exception;
  }

  public static void holds(Duration patience, Check check) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      if (attempt(check)) {
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    last(check);
  }

  private static boolean attempt(Check check) {
    try {
      check.run();
      return true;
    } catch (AssertionError | Exception notYet) {
      return false;
    }
  }

  private static void last(Check check) {
    try {
      check.run();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
