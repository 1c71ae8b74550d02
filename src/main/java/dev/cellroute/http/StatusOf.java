package dev.cellroute.http;

import dev.cellroute.fault.ErrorCode;

/** The one place that turns a failure's code into an HTTP status. */
final class StatusOf {
  /** What an access log says of a client that left before its answer; never sent. */
  static final int CLIENT_GONE = 499;

  private StatusOf() {}

  static int code(ErrorCode code) {
    return switch (code) {
      case BAD_REQUEST -> 400;
      case UNAUTHORIZED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case REQUEST_TIMEOUT -> 408;
      case BODY_TOO_LARGE -> 413;
      case URI_TOO_LONG -> 414;
      case UNSUPPORTED_MEDIA_TYPE -> 415;
      case EXPECTATION_FAILED -> 417;
      case WRONG_HOST -> 421;
      case UNPROCESSABLE -> 422;
      case HEADERS_TOO_LARGE -> 431;
      case CELL_ERROR, RESPONSE_INVALID, OUTPUT_LIMIT, INTERNAL, INVALID_INPUT -> 500;
      case KERNEL_DIED, OUTPUT_INCOMPLETE -> 502;
      case NO_CAPACITY, STARTING, DRAINING, DEGRADED, CANCELLED, KERNEL_START_FAILED, SEED_FAILED ->
        503;
      case DEADLINE -> 504;
    };
  }
}
