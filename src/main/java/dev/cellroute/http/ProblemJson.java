package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.Compatibility;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.CellFailureException;
import dev.cellroute.invocation.Response;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Failures as problem documents (RFC 9457) with Kernel Gateway's members {@code reason} and
 * {@code message} beside them; in its compatibility mode a raised cell is its one line of text.
 * Immutable; any thread.
 */
final class ProblemJson {
  /** Whether a kernel's traceback leaves the house. */
  enum Tracebacks {
    KEPT,
    SENT
  }

  static final String TYPE = "application/problem+json";
  private static final String NAME_SPACE = "urn:problem-type:cellroute:";
  static final String RETRY_SECONDS = "1";

  /** The time between two tries to start a kernel of a degraded notebook. */
  private static final String DEGRADED_RETRY_SECONDS = "30";

  private final Compatibility compatibility;
  private final Tracebacks tracebacks;

  ProblemJson(Compatibility compatibility, Tracebacks tracebacks) {
    this.compatibility = requireNonNull(compatibility, "compatibility");
    this.tracebacks = requireNonNull(tracebacks, "tracebacks");
  }

  Response of(Arrival arrival, GatewayException failure) {
    int status = StatusOf.code(failure.code());
    if (failure instanceof CellFailureException cell && compatibility == Compatibility.JKG) {
      return Answers.of(status, "text/plain; charset=utf-8", line(cell));
    }
    JsonObject problem = document(arrival, failure);
    if (failure instanceof CellFailureException cell) {
      describe(problem, cell);
    }
    Response response = Answers.of(status, TYPE, problem.toBuffer());
    return switch (status) {
      case 401 -> Answers.with(response, "WWW-Authenticate", "Bearer");
      case 503 -> Answers.with(response, "Retry-After", retrySeconds(failure.code()));
      default -> response;
    };
  }

  private static String retrySeconds(ErrorCode code) {
    return code == ErrorCode.DEGRADED ? DEGRADED_RETRY_SECONDS : RETRY_SECONDS;
  }

  /** The document for a connection that has sent no request. */
  JsonObject withoutRequest(GatewayException failure, String id) {
    return withHead(failure, Optional.empty(), id);
  }

  private JsonObject document(Arrival arrival, GatewayException failure) {
    return withHead(failure, Optional.of(arrival.path()), arrival.id());
  }

  private JsonObject withHead(GatewayException failure, Optional<String> instance, String id) {
    ErrorCode code = failure.code();
    int status = StatusOf.code(code);
    JsonObject problem = new JsonObject()
        .put("type", NAME_SPACE + code.code())
        .put("title", code.title())
        .put("status", status)
        .put("detail", failure.detail());
    instance.ifPresent(path -> problem.put("instance", path));
    return problem
        .put("code", code.code())
        .put("request_id", id)
        .put("reason", HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("message", message(failure, status));
  }

  // Kernel Gateway leaves it empty where the status says it all.
  private String message(GatewayException failure, int status) {
    boolean plain = status == 401 || status == 404 || status == 405;
    return plain && compatibility == Compatibility.JKG ? "" : failure.detail();
  }

  private void describe(JsonObject problem, CellFailureException cell) {
    problem
        .put("ename", cell.errorName())
        .put("evalue", cell.errorValue())
        .put("notebook", cell.location().file())
        .put("cell", cell.location().cell());
    if (cell.location().line() > 0) {
      problem.put("line", cell.location().line());
    }
    if (tracebacks == Tracebacks.SENT) {
      problem.put("traceback", cell.traceback());
    }
  }

  // The blank before the line end is Kernel Gateway's.
  private static Buffer line(CellFailureException cell) {
    return Buffer.buffer("Error %s: %s \n".formatted(cell.errorName(), cell.errorValue()));
  }
}
