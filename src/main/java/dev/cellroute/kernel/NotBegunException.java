package dev.cellroute.kernel;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;

/** The kernel was lost before it began the call: it may safely be run again on another one. */
public final class NotBegunException extends GatewayException {
  private static final long serialVersionUID = 1L;

  public NotBegunException(String message) {
    super(ErrorCode.KERNEL_DIED, message);
  }
}
