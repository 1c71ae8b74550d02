package dev.cellroute.kernel;

import java.util.List;

/**
 * Told what arrives from a kernel, on the connection's own thread: it must hand over at once and
 * never throw.
 */
public interface KernelListener {
  /** Messages in the order of their channels. */
  void received(List<Received> batch);

  /** The connection cannot be trusted any more; said for each of its channels. */
  void broken(Break how);

  /** How a connection broke. */
  record Break(Kind kind, String reason) {
    /** What is lost. */
    public enum Kind {
      /** Only the output channel was cut, as happens when one message is above the size limit. */
      OUTPUT,
      /** All of it. */
      EVERYTHING
    }

    Break orWorse(Break other) {
      return kind == Kind.EVERYTHING ? this : other;
    }
  }
}
