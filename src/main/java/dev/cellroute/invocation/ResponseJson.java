package dev.cellroute.invocation;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.util.Optional;

/** What a kernel says of {@code RESPONSE}, read. */
final class ResponseJson {
  private ResponseJson() {}

  /** JSON's {@code null} counts as no response. */
  static Optional<Object> value(String text) {
    try {
      return Optional.ofNullable(Json.decodeValue(text));
    } catch (DecodeException problem) {
      throw invalid("not JSON");
    }
  }

  static GatewayException invalid(String reason) {
    return new GatewayException(ErrorCode.RESPONSE_INVALID, "RESPONSE: " + reason);
  }
}
