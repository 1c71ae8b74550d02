package dev.cellroute.deployment;

import java.util.Locale;

/** How the attempt to serve what a notebook is now has ended. */
public enum ReloadOutcome {
  /** A newer version took the place of the one that was served. */
  SWAPPED,
  /** A notebook that was not served is served now. */
  ADDED,
  /** A notebook is not in the list any more, and is not served. */
  REMOVED,
  /**
   * It could not be read or compiled, or the list itself is wrong; what was served is served on.
   */
  REFUSED,
  /** Its kernels could not be started or set up; what was served is served on. */
  FAILED,
  /** A still newer version came while its kernels started. */
  SUPERSEDED;

  /** For logs and labels, for example {@code swapped}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
