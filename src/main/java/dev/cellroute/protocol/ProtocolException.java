package dev.cellroute.protocol;

/**
 * A peer's mistake: bytes that are no message of this session. The message names what was wrong and
 * never holds content. It has no stack trace, because it is met once a bad frame and says all there
 * is to say.
 */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  public ProtocolException(String message) {
    super(message, null, false, false);
  }
}
