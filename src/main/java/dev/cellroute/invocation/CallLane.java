package dev.cellroute.invocation;

import java.util.Locale;

/** The way a call went into its kernel. */
public enum CallLane {
  JUPYTER,
  RESIDENT;

  /** For logs and labels: {@code jupyter} or {@code resident}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
