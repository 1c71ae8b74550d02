package dev.cellroute.pool;

/**
 * How a pool's kernel starts have gone: the number of the next kernel, failures in a row, the
 * moment before which no other start is tried, the starts made to replace a kernel, and the last
 * failure or an empty text.
 */
record Starts(long next, int failures, long earliest, int restarts, String lastFailure) {

  static final Starts NONE = new Starts(1, 0, Long.MIN_VALUE, 0, "");

  Starts first() {
    return new Starts(next + 1, failures, earliest, restarts, lastFailure);
  }

  Starts again() {
    return new Starts(next + 1, failures, earliest, restarts + 1, lastFailure);
  }

  Starts succeeded() {
    return new Starts(next, 0, Long.MIN_VALUE, restarts, "");
  }

  Starts failed(Throwable cause, Backoff backoff, long now) {
    int inARow = failures + 1;
    long earliest = now + backoff.after(inARow).toNanos();
    return new Starts(next, inARow, earliest, restarts, firstLine(cause));
  }

  boolean areFailing() {
    return failures > 0;
  }

  private static String firstLine(Throwable cause) {
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
