package dev.cellroute.fault;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A failure with a code. The message names the thing, the value and what was expected; it may be
 * sent to a client, so it holds no path of the server and no secret. It carries no stack trace of
 * its own, because it is an answer and not a bug; the cause keeps its trace.
 */
public class GatewayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public GatewayException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public GatewayException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.code = requireNonNull(code, "code");
  }

  public ErrorCode code() {
    return code;
  }

  /** The message, never null. */
  public String detail() {
    String message = getMessage();
    return message == null ? code.title() : message;
  }
}
