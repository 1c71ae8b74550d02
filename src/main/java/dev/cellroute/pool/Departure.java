package dev.cellroute.pool;

/** Why a kernel left its pool. The text is what logs and metrics call it. */
public enum Departure {
  /** Its process ended, or what it sent could not be trusted. */
  DIED("died"),
  /** A cell ended it in an orderly way, as {@code exit()} does. */
  LEFT("left"),
  /** It did not answer an interrupt in time. */
  UNRESPONSIVE("unresponsive"),
  START_FAILED("start-failed"),
  SETUP_FAILED("setup-failed"),
  MAX_REQUESTS("recycled-requests"),
  MAX_AGE("recycled-age"),
  MAX_MEMORY("recycled-memory"),
  /** The load needs fewer kernels. */
  SHRUNK("shrunk"),
  /** The pool was closed. */
  CLOSED("closed");

  private final String text;

  Departure(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** Whether the pool replaces or dismisses a kernel that works. */
  boolean isByRule() {
    return switch (this) {
      case MAX_REQUESTS, MAX_AGE, MAX_MEMORY, SHRUNK -> true;
      case DIED, LEFT, UNRESPONSIVE, START_FAILED, SETUP_FAILED, CLOSED -> false;
    };
  }
}
