package dev.cellroute.kernel;

import static java.util.Objects.requireNonNull;

/**
 * What the operating system says of a kernel's processes: the memory they hold together, and
 * whether they can run. Where it says nothing, no memory and {@code UNKNOWN}.
 */
public record Vitals(long residentBytes, Activity activity) {
  /** Whether the kernel's process gets to run. */
  public enum Activity {
    RUNS,
    /** Somebody has sent it SIGSTOP. */
    STOPPED,
    UNKNOWN
  }

  public static final Vitals UNKNOWN = new Vitals(0, Activity.UNKNOWN);

  public Vitals {
    requireNonNull(activity, "activity");
  }
}
