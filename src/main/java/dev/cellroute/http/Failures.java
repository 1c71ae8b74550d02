package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers for whatever went wrong on a request's road. A bug's stack trace goes to the log, once,
 * and the client gets a problem document; a raised cell has been logged by whoever ran it.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final ProblemJson problems;
  private final Door door;

  Failures(ProblemJson problems, Door door) {
    this.problems = requireNonNull(problems, "problems");
    this.door = requireNonNull(door, "door");
  }

  Response answer(Arrival arrival, Throwable failure) {
    if (!(failure instanceof GatewayException expected)) {
      LOG.error("request failed inside the gateway: id={}", arrival.id(), failure);
      return problems.of(arrival, internal(arrival));
    }
    if (expected.code() == ErrorCode.INTERNAL) {
      LOG.error("request failed inside the gateway: id={}", arrival.id(), expected);
    }
    return problems.of(arrival, door.isStopping() ? stopped(expected) : expected);
  }

  /** A kernel that was ended with the server did not die. */
  private static GatewayException stopped(GatewayException failure) {
    boolean ended =
        failure.code() == ErrorCode.KERNEL_DIED || failure.code() == ErrorCode.OUTPUT_INCOMPLETE;
    return ended
        ? new GatewayException(
            ErrorCode.DRAINING, "the server stopped before the call had ended", failure)
        : failure;
  }

  private static GatewayException internal(Arrival arrival) {
    return new GatewayException(
        ErrorCode.INTERNAL, "a fault of the gateway, logged under request id " + arrival.id());
  }
}
