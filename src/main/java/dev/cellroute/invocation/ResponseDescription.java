package dev.cellroute.invocation;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a notebook says of its answer, in the variable {@code RESPONSE}, by printing it in a
 * ResponseInfo cell, or as one answer of a batch: status, headers and (not in ResponseInfo) the
 * body. Whatever cannot be sent is {@code RESPONSE_INVALID}, and the message says what it was.
 */
record ResponseDescription(Optional<Integer> status, List<Header> headers, Optional<Payload> body) {
  static final ResponseDescription NONE =
      new ResponseDescription(Optional.empty(), List.of(), Optional.empty());

  static final int MAX_PRINTED = 1024 * 1024;

  private static final String VARIABLE = "RESPONSE";
  private static final String CELL = "ResponseInfo";
  private static final String ANSWER = "answer of the batch";
  private static final String ENCODING = "body-encoding"; // beside a body of bytes, by the dialects
  private static final Set<String> KEYS = Set.of("status", "headers", "body", ENCODING);
  private static final Set<String> ANSWER_KEYS = Set.of("status", "headers", "body");

  ResponseDescription {
    headers = List.copyOf(headers);
  }

  /** Whether a value can only be meant as a description: an object with none but the known keys. */
  static boolean isDescription(Object value) {
    return asMap(value).filter(map -> KEYS.containsAll(map.keySet())).isPresent();
  }

  /** Reads the value of {@code RESPONSE}. */
  static ResponseDescription ofVariable(Object value, Accept accept) {
    Map<?, ?> map = asMap(value)
        .orElseThrow(
            () -> invalid(VARIABLE, Quoted.of(value) + " (expected: status, headers, body)"));
    for (Object key : map.keySet()) {
      if (!KEYS.contains(key)) {
        throw invalid(
            VARIABLE, "unknown key " + Quoted.of(key) + " (expected: status, headers, body)");
      }
    }
    return new ResponseDescription(
        status(VARIABLE, map), headers(VARIABLE, map), body(map, accept));
  }

  /**
   * Reads what the ResponseInfo cells printed. Keys it does not know are left alone, as Kernel
   * Gateway does.
   */
  static ResponseDescription ofPrinted(String text) {
    Map<?, ?> map = printed(text)
        .orElseThrow(() -> invalid(CELL, printedInstead(text) + " (expected: one JSON object)"));
    return new ResponseDescription(status(CELL, map), headers(CELL, map), Optional.empty());
  }

  /**
   * Reads one answer of a batch: an object with none but the keys of a description (and one of them
   * at least) is one, any other value is the body.
   */
  static ResponseDescription ofAnswer(String json, Accept accept) {
    Map<String, String> members = JsonPieces.members(json);
    if (members.isEmpty() || !ANSWER_KEYS.containsAll(members.keySet())) {
      return new ResponseDescription(
          Optional.empty(), List.of(), Optional.of(Payload.written(json, accept)));
    }
    Map<String, @Nullable Object> head = new HashMap<>();
    members.forEach((name, value) -> head.put(name, name.equals("body") ? value : decoded(value)));
    Optional<Payload> body = Optional.ofNullable(members.get("body"))
        .map(value -> value.equals("null") ? Payload.EMPTY : Payload.written(value, accept));
    return new ResponseDescription(status(ANSWER, head), headers(ANSWER, head), body);
  }

  /**
   * This, except where the later description says something else; a header replaces its namesakes.
   */
  ResponseDescription overriddenBy(ResponseDescription later) {
    if (later.equals(NONE)) {
      return this;
    }
    Stream<Header> kept = headers.stream().filter(each -> !later.names(each.name()));
    return new ResponseDescription(
        later.status.or(() -> status),
        Stream.concat(kept, later.headers.stream()).toList(),
        later.body.or(() -> body));
  }

  boolean names(String header) {
    return headers.stream().anyMatch(each -> each.name().equalsIgnoreCase(header));
  }

  private static @Nullable Object decoded(String json) {
    try {
      return Json.decodeValue(json);
    } catch (DecodeException e) {
      throw new GatewayException(
          ErrorCode.RESPONSE_INVALID, ANSWER + ": " + Quoted.of(json) + " cannot be read", e);
    }
  }

  private static Optional<Map<?, ?>> printed(String text) {
    return text.length() <= MAX_PRINTED && JsonSyntax.isJson(text)
        ? asMap(Json.decodeValue(text))
        : Optional.empty();
  }

  private static String printedInstead(String text) {
    return text.isBlank() ? "printed nothing" : "printed " + Quoted.of(text.strip());
  }

  private static Optional<Integer> status(String owner, Map<?, ?> map) {
    if (!map.containsKey("status")) {
      return Optional.empty();
    }
    Object value = map.get("status");
    // A whole number with a fraction of zero is the same number in JSON, and all that R and
    // JavaScript have.
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= 200
        && number.doubleValue() <= 599) {
      return Optional.of(number.intValue());
    }
    throw invalid(owner, "status: " + Quoted.of(value) + " (expected: an integer from 200 to 599)");
  }

  private static List<Header> headers(String owner, Map<?, ?> map) {
    if (!map.containsKey("headers")) {
      return List.of();
    }
    Object value = map.get("headers");
    Map<?, ?> headers = asMap(value)
        .orElseThrow(
            () -> invalid(owner, "headers: " + Quoted.of(value) + " (expected: an object)"));
    return ResponseHeaders.read(owner, headers);
  }

  private static Optional<Payload> body(Map<?, ?> map, Accept accept) {
    if (!map.containsKey("body")) {
      return Optional.empty();
    }
    Object value = map.get("body");
    if (value == null) {
      return Optional.of(Payload.EMPTY);
    }
    if (map.containsKey(ENCODING)) {
      return Optional.of(Payload.bytes(Payload.decode(VARIABLE + ": body", value.toString())));
    }
    return Optional.of(
        value instanceof String text ? Payload.text(text, accept) : Payload.json(value));
  }

  private static Optional<Map<?, ?>> asMap(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return Optional.of(object.getMap());
    }
    return value instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
  }

  private static GatewayException invalid(String owner, String problem) {
    return new GatewayException(ErrorCode.RESPONSE_INVALID, owner + ": " + problem);
  }
}
