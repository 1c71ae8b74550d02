package dev.cellroute.invocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.JsonText.Style;
import dev.cellroute.output.MimeType;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A body and its type. {@code choice} says whether another request could have had it in another
 * form or under another type, which caches must be told.
 */
record Payload(String contentType, Buffer bytes, Choice choice) {
  /** What decided the type. */
  enum Choice {
    FIXED,
    BY_ACCEPT
  }

  static final String PLAIN = "text/plain; charset=utf-8";
  static final String JSON = "application/json";
  static final Payload EMPTY = new Payload(PLAIN, Buffer.buffer(), Choice.FIXED);

  private static final Set<String> BINARY_FAMILIES = Set.of("image", "audio", "video", "font");
  private static final Set<String> BINARY_TYPES =
      Set.of("application/pdf", "application/octet-stream", "application/zip");

  static Payload text(String text) {
    return utf8(Buffer.buffer(text));
  }

  static Payload utf8(Buffer text) {
    return new Payload(PLAIN, text, Choice.FIXED);
  }

  /**
   * Text of a cell: JSON when the client names JSON, likes it no less than plain text, and it is
   * JSON; else plain.
   */
  static Payload text(String text, Accept accept) {
    String type = asksForJson(accept) && JsonSyntax.isJson(text) ? JSON : PLAIN;
    return new Payload(type, Buffer.buffer(text), Choice.BY_ACCEPT);
  }

  /** The same of text that is UTF-8 already, decoded only where JSON is asked for. */
  static Payload utf8(Buffer text, Accept accept) {
    String type = asksForJson(accept) && JsonSyntax.isJson(text.toString(UTF_8)) ? JSON : PLAIN;
    return new Payload(type, text, Choice.BY_ACCEPT);
  }

  private static boolean asksForJson(Accept accept) {
    Accept.Rank json = accept.rank(MimeType.JSON);
    return json.isNamed() && json.weight() >= accept.rank(MimeType.TEXT).weight();
  }

  static Payload bytes(Buffer bytes) {
    return new Payload(MimeType.OCTETS.toString(), bytes, Choice.FIXED);
  }

  static Payload json(@Nullable Object value) {
    return new Payload(JSON, Buffer.buffer(JsonText.of(Style.COMPACT, value)), Choice.FIXED);
  }

  /** One JSON value as it was written, or the text that it is when it is a string. */
  static Payload written(String json, Accept accept) {
    return json.startsWith("\"")
        ? text(JsonSyntax.string(json), accept)
        : new Payload(JSON, Buffer.buffer(json), Choice.FIXED);
  }

  /**
   * A form of a MIME bundle: bytes for binary types, text for the others, JSON for what is neither.
   */
  static Payload form(String type, Object value) {
    MimeType mime = MimeType.of(type);
    if (!ResponseHeaders.isValue(type)) {
      throw new GatewayException(
          ErrorCode.RESPONSE_INVALID, "output: " + Quoted.of(type) + " (expected: a MIME type)");
    }
    return new Payload(declared(type, mime), bytes(mime, value), Choice.BY_ACCEPT);
  }

  /**
   * Bytes that a notebook wrote as base64, in lines or not; {@code owner} is whose they are, for
   * the message.
   */
  static Buffer decode(String owner, String base64) {
    try {
      return Buffer.buffer(Base64.getDecoder().decode(base64.replace("\n", "")));
    } catch (IllegalArgumentException e) {
      throw new GatewayException(
          ErrorCode.RESPONSE_INVALID, owner + ": not base64 (expected: bytes in base64)", e);
    }
  }

  private static String declared(String type, MimeType mime) {
    return mime.type().equals("text") && type.indexOf(';') < 0 ? type + "; charset=utf-8" : type;
  }

  private static Buffer bytes(MimeType mime, Object value) {
    if (!(value instanceof String text)) {
      return Buffer.buffer(JsonText.of(Style.COMPACT, value));
    }
    if (isBinary(mime)) {
      return decode(mime.toString(), text);
    }
    // Some kernels (IRkernel) send JSON as text, others as the value it is.
    boolean isValue = mime.isJson() && !JsonSyntax.isJson(text);
    return Buffer.buffer(isValue ? JsonText.of(Style.COMPACT, text) : text);
  }

  private static boolean isBinary(MimeType mime) {
    return !mime.isText()
        && (BINARY_FAMILIES.contains(mime.type()) || BINARY_TYPES.contains(mime.toString()));
  }
}
