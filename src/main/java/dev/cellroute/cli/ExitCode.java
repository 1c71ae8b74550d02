package dev.cellroute.cli;

import dev.cellroute.config.ConfigLoader;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.InvalidInputException;
import java.net.BindException;
import java.util.Set;

/** How the process ends, for scripts. */
enum ExitCode {
  OK(0),
  NOTEBOOK_RAISED(1),
  USAGE(2),
  CHECK_FAILED(3),
  NOT_FOUND(4),
  REFUSED(5),
  BUSY(6),
  TIMED_OUT(7),
  INTERRUPTED(130),
  KERNEL_DIED(138);

  /**
   * The codes of diagnostics about a file that is not there: the loader's and the notebook
   * reader's.
   */
  private static final Set<String> MISSING = Set.of(ConfigLoader.NOT_FOUND, "notebook-not-found");

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** The code for a failure; what nobody expected is 1. */
  static ExitCode of(Throwable failure) {
    if (failure instanceof InvalidInputException invalid) {
      return isMissing(invalid) ? NOT_FOUND : USAGE;
    }
    if (failure instanceof GatewayException expected) {
      return of(expected.code());
    }
    if (failure instanceof BindException bind) {
      return isTaken(bind) ? BUSY : USAGE;
    }
    return NOTEBOOK_RAISED;
  }

  static ExitCode of(ErrorCode code) {
    return switch (code) {
      case CELL_ERROR,
          SEED_FAILED,
          RESPONSE_INVALID,
          OUTPUT_LIMIT,
          OUTPUT_INCOMPLETE,
          KERNEL_START_FAILED,
          INTERNAL -> NOTEBOOK_RAISED;
      case BAD_REQUEST,
          BODY_TOO_LARGE,
          URI_TOO_LONG,
          HEADERS_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          UNPROCESSABLE,
          EXPECTATION_FAILED,
          METHOD_NOT_ALLOWED,
          WRONG_HOST,
          INVALID_INPUT -> USAGE;
      case NOT_FOUND -> NOT_FOUND;
      case UNAUTHORIZED, FORBIDDEN -> REFUSED;
      case NO_CAPACITY, STARTING, DRAINING, DEGRADED -> BUSY;
      case DEADLINE, REQUEST_TIMEOUT -> TIMED_OUT;
      case CANCELLED -> INTERRUPTED;
      case KERNEL_DIED -> KERNEL_DIED;
    };
  }

  private static boolean isMissing(InvalidInputException invalid) {
    return !invalid.diagnostics().isEmpty()
        && invalid.diagnostics().stream().allMatch(each -> MISSING.contains(each.code()));
  }

  /** Every other bind failure is a wrong address or a missing right, so a wrong setting. */
  static boolean isTaken(BindException failure) {
    return String.valueOf(failure.getMessage()).contains("in use");
  }
}
