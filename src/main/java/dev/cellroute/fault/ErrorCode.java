package dev.cellroute.fault;

/**
 * Every failure a client can be told about, by the name it has in a problem document. The HTTP
 * status belongs to the HTTP room alone.
 */
public enum ErrorCode {
  BAD_REQUEST("bad_request", "The request is malformed"),
  UNAUTHORIZED("unauthorized", "A valid token is required"),
  FORBIDDEN("forbidden", "The token does not allow this"),
  NOT_FOUND("not_found", "There is nothing at this path"),
  METHOD_NOT_ALLOWED("method_not_allowed", "The path does not answer this method"),
  REQUEST_TIMEOUT("request_timeout", "The request did not arrive in time"),
  BODY_TOO_LARGE("body_too_large", "The request body is too large"),
  URI_TOO_LONG("uri_too_long", "The request target is too long"),
  UNSUPPORTED_MEDIA_TYPE("unsupported_media_type", "The body's content type is not supported"),
  WRONG_HOST("wrong_host", "This server does not answer for that host"),
  UNPROCESSABLE("unprocessable", "The request's content is not valid"),
  HEADERS_TOO_LARGE("headers_too_large", "The request headers are too large"),
  EXPECTATION_FAILED("expectation_failed", "The expectation cannot be met"),
  CELL_ERROR("cell_error", "The notebook's cell raised an error"),
  RESPONSE_INVALID("response_invalid", "The notebook described an invalid response"),
  OUTPUT_LIMIT("output_limit", "The cell wrote more than is allowed"),
  INTERNAL("internal", "The gateway failed"),
  KERNEL_DIED("kernel_died", "The kernel died"),
  OUTPUT_INCOMPLETE("output_incomplete", "Output of the cell was lost"),
  NO_CAPACITY("no_capacity", "All kernels are busy and the queue is full"),
  STARTING("starting", "The notebook is starting"),
  DRAINING("draining", "The server is shutting down"),
  DEGRADED("degraded", "The notebook's kernels keep failing"),
  DEADLINE("deadline", "The deadline passed"),
  CANCELLED("cancelled", "The call was cancelled"),
  KERNEL_START_FAILED("kernel_start_failed", "The kernel did not start"),
  SEED_FAILED("seed_failed", "A setup cell of the notebook failed"),
  INVALID_INPUT("invalid_input", "A notebook or a setting is not valid");

  private final String code;
  private final String title;

  ErrorCode(String code, String title) {
    this.code = code;
    this.title = title;
  }

  /** The stable name clients can compare, for example {@code kernel_died}. */
  public String code() {
    return code;
  }

  /** One sentence for people, the same for every occurrence. */
  public String title() {
    return title;
  }
}
