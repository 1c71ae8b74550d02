package dev.cellroute.invocation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Says whether a text is JSON (RFC 8259) without building what it means. Depth and the length of a
 * number are bounded by what a kernel's own parser bears: CPython gives up at about a thousand
 * levels and at 4,300 digits.
 */
final class JsonSyntax {
  static final int MAX_DEPTH = 512;
  static final int MAX_DIGITS = 4300;

  // Names are not kept from one text to the next: a client could fill the table with colliding
  // ones.
  private static final JsonFactory FACTORY = JsonFactory.builder()
      .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxNumberLength(MAX_DIGITS)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .build())
      .build();

  private JsonSyntax() {}

  /** Decodes UTF-8 strictly; throws {@code BAD_REQUEST} when it is not. */
  static String decode(Buffer utf8) {
    byte[] bytes = utf8.getBytes();
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0 && !isUtf8(bytes)) {
      throw new GatewayException(ErrorCode.BAD_REQUEST, "body: not valid UTF-8");
    }
    return text;
  }

  static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == '\uFEFF' ? text.substring(1) : text;
  }

  /**
   * Throws {@code BAD_REQUEST} with the place of the first mistake when the text is not one JSON
   * value.
   */
  static void check(String text) {
    try {
      parse(text);
    } catch (StreamConstraintsException e) {
      throw new GatewayException(
          ErrorCode.BAD_REQUEST,
          "body: JSON beyond %d levels or %d digits".formatted(MAX_DEPTH, MAX_DIGITS),
          e);
    } catch (JsonProcessingException e) {
      throw new GatewayException(ErrorCode.BAD_REQUEST, "body: not valid JSON" + place(e), e);
    }
  }

  static boolean isJson(String text) {
    try {
      parse(text);
      return true;
    } catch (JsonProcessingException ignored) {
      return false; // the question was whether it is
    }
  }

  /** What a JSON string says; only for a text that is one. */
  static String string(String literal) {
    try (JsonParser parser = FACTORY.createParser(literal)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new UncheckedIOException("a string that was checked cannot fail to be read", e);
    }
  }

  private static void parse(String text) throws JsonProcessingException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parseOne(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more than one value");
      }
      if (hasForeignDigits(text)) {
        throw new JsonParseException(parser, "not a hexadecimal digit");
      }
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", e);
    }
  }

  private static void parseOne(JsonParser parser) throws IOException {
    int depth = 0;
    do {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new JsonParseException(parser, "no value");
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    } while (depth > 0);
  }

  /** Jackson looks at the low byte only of the digits in an escape, and takes U+0130 for a zero. */
  private static boolean hasForeignDigits(String text) {
    for (int at = text.indexOf("\\u"); at >= 0; at = text.indexOf("\\u", at + 2)) {
      if (isForeign(text, at + 2) && backslashesUpTo(text, at) % 2 == 1) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForeign(String text, int from) {
    for (int at = from, end = Math.min(from + 4, text.length()); at < end; at++) {
      if (text.charAt(at) > 0x7f) {
        return true;
      }
    }
    return false;
  }

  private static int backslashesUpTo(String text, int at) {
    int first = at;
    while (first > 0 && text.charAt(first - 1) == '\\') {
      first--;
    }
    return at - first + 1;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException ignored) {
      return false; // the question was whether it is
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
