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
    /** The operating system killed it, and counted a process that had too much memory. */
    OUT_OF_MEMORY,
    /** Its connection broke and could not be trusted any more. */
    DISCONNECTED
  }

  /** A shell's way to say that it was a signal. */
  private static final int SIGNALLED = 128;

  private static final int SIGNALS = 65;

  /** SIGUSR2, which our setup of a Bash kernel sends when a cell ends the shell behind it. */
  private static final int SHELL_ENDED = 12;

  public KernelExit {
    requireNonNull(cause, "cause");
    requireNonNull(lastWords, "lastWords");
  }

  /** The same end for another reason. */
  KernelExit because(Cause cause) {
    return new KernelExit(status, cause, lastWords);
  }

  /**
   * What happened to the kernel, as a predicate for messages: {@code ended with exit code 7} or
   * {@code was killed by signal 9 (SIGKILL)}.
   */
  public String description() {
    return switch (cause) {
      case STOPPED -> "was stopped";
      case OUT_OF_MEMORY -> end() + ", probably because memory ran out";
      case DIED, DISCONNECTED -> end();
    };
  }

  private String end() {
    int signal = status - SIGNALLED;
    if (signal == SHELL_ENDED) {
      return "ended because a cell ended its shell";
    }
    return signal > 0 && signal < SIGNALS
        ? "was killed by signal " + signal + name(signal)
        : "ended with exit code " + status;
  }

  private static String name(int signal) {
    return switch (signal) {
      case 1 -> " (SIGHUP)";
      case 2 -> " (SIGINT)";
      case 4 -> " (SIGILL)";
      case 6 -> " (SIGABRT)";
      case 7 -> " (SIGBUS)";
      case 8 -> " (SIGFPE)";
      case 9 -> " (SIGKILL)";
      case 11 -> " (SIGSEGV)";
      case 15 -> " (SIGTERM)";
      default -> "";
    };
  }
}
