package dev.cellroute.kernel;

/**
 * Whether all that a kernel showed has arrived. Where the kernel waits for its reader
 * ({@link LosslessOutput}) nothing can be lost. Elsewhere the message counter tells; it cannot be
 * used together with ipykernel's own display code, which numbers some messages and then does not
 * send them (a last expression with {@code _ipython_display_}). Used on one context.
 */
final class Completeness {
  private final MessageCount count;
  private boolean lossless;

  Completeness(MessageCount count) {
    this.count = count;
  }

  /** The kernel never drops output from now on. */
  void assured() {
    lossless = true;
  }

  void restart() {
    count.restart();
  }

  boolean isWhole() {
    return lossless || count.missing() == 0;
  }

  long missing() {
    return count.missing();
  }
}
