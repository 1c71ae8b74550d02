package dev.cellroute.kernel;

import static java.util.Objects.requireNonNull;

/**
 * How a kernel's process ended. {@code status} is the exit status, or 128 + the signal's number
 * when a signal ended it; {@code cause} says whose doing it was; {@code lastWords} is the bounded
 * tail of what the process wrote to its standard error, for the log and never for a client.
 */
public record KernelExit(int status, Cause cause, String lastWords) {
  /** Who ended the kernel. */
  public enum Cause {
    /** The gateway stopped it. */
    STOPPED,
    /** The process ended by itself or was killed from outside. */
    DIED,
    /** Its connection broke and could not be trusted any more. */
    DISCONNECTED
  }

  public KernelExit {
    requireNonNull(cause, "cause");
    requireNonNull(lastWords, "lastWords");
  }

  /** A phrase for messages: {@code exit status 7} or {@code signal 9 (SIGKILL)}. */
  public String description() {
    return switch (status) {
      case 137 -> "signal 9 (SIGKILL)";
      case 139 -> "signal 11 (SIGSEGV)";
      case 143 -> "signal 15 (SIGTERM)";
      case 134 -> "signal 6 (SIGABRT)";
      case 130 -> "signal 2 (SIGINT)";
      default -> "exit status " + status;
    };
  }
}
