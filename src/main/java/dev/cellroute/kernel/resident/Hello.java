package dev.cellroute.kernel.resident;

import dev.cellroute.protocol.ProtocolException;
import dev.cellroute.protocol.WireJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a kernel introduces itself: the secret it was given, and for each program why it does not
 * take it, or empty when it does.
 */
record Hello(String secret, List<Optional<String>> refusals) {
  Hello {
    refusals = List.copyOf(refusals);
  }

  static Hello of(Buffer payload) throws ProtocolException {
    JsonObject json = WireJson.object(payload.getBytes());
    if (!(json.getValue("version") instanceof Number version)
        || version.longValue() != LaneCodec.VERSION) {
      throw new ProtocolException("a HELLO of another version");
    }
    return new Hello(secret(json), refusals(json));
  }

  private static String secret(JsonObject json) throws ProtocolException {
    if (json.getValue("secret") instanceof String secret) {
      return secret;
    }
    throw new ProtocolException("a HELLO without a secret");
  }

  private static List<Optional<String>> refusals(JsonObject json) throws ProtocolException {
    if (!(json.getValue("programs") instanceof JsonArray programs)) {
      throw new ProtocolException("a HELLO without programs");
    }
    List<Optional<String>> refusals = new ArrayList<>(programs.size());
    for (Object each : programs) {
      refusals.add(refusal(each));
    }
    return refusals;
  }

  private static Optional<String> refusal(@Nullable Object value) throws ProtocolException {
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String reason) {
      return Optional.of(reason);
    }
    throw new ProtocolException("a refusal that is no text");
  }
}
