package dev.cellroute.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON the way kernels write it: NaN and Infinity become null, bytes that are not UTF-8 and
 * lone surrogates become U+FFFD. Depth is bounded; length is bounded by the size of a message.
 * Everything else that is wrong is a {@link ProtocolException}.
 */
public final class WireJson {
  private static final int MAX_DEPTH = 500;
  private static final byte[] EMPTY_OBJECT = {'{', '}'};
  private static final int REPLACEMENT = 0xFFFD;

  private static final JsonFactory FACTORY = JsonFactory.builder()
      .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxStringLength(Integer.MAX_VALUE)
          .build())
      .build();

  private WireJson() {}

  public static JsonObject object(byte[] bytes) throws ProtocolException {
    return read(bytes, WireJson::wholeObject);
  }

  /** Only the members of a header; a parent of another session may hold anything else. */
  static Header header(byte[] bytes) throws ProtocolException {
    return Arrays.equals(bytes, EMPTY_OBJECT) ? Header.NONE : read(bytes, WireJson::headerMembers);
  }

  /** The text with each lone surrogate replaced, so that it can be written as UTF-8. */
  static String repaired(String text) {
    return hasLoneSurrogate(text) ? replaceLoneSurrogates(text) : text;
  }

  private static <T> T read(byte[] bytes, Reading<T> reading) throws ProtocolException {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      return reading.read(parser);
    } catch (IOException broken) {
      return readReplacing(bytes, reading);
    }
  }

  /** Once more with what is not UTF-8 replaced: slower, so only after a failure. */
  private static <T> T readReplacing(byte[] bytes, Reading<T> reading) throws ProtocolException {
    try (JsonParser parser = FACTORY.createParser(new String(bytes, StandardCharsets.UTF_8))) {
      return reading.read(parser);
    } catch (IOException broken) {
      throw new ProtocolException("not a JSON object");
    }
  }

  private static JsonObject wholeObject(JsonParser parser) throws IOException, ProtocolException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new ProtocolException("not a JSON object");
    }
    JsonObject object = members(parser);
    if (parser.nextToken() != null) {
      throw new ProtocolException("more than one JSON value");
    }
    return object;
  }

  private static JsonObject members(JsonParser parser) throws IOException {
    JsonObject object = new JsonObject();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = repaired(parser.currentName());
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static JsonArray elements(JsonParser parser) throws IOException {
    JsonArray array = new JsonArray();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("the value is missing");
    }
    return switch (token) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> elements(parser);
      case VALUE_STRING -> repaired(parser.getText());
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IOException("unexpected " + token);
    };
  }

  private static @Nullable Double finite(double number) {
    return Double.isFinite(number) ? Double.valueOf(number) : null;
  }

  private static Header headerMembers(JsonParser parser) throws IOException, ProtocolException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new ProtocolException("not a JSON object");
    }
    String id = "";
    String session = "";
    String username = "";
    String type = "";
    String version = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "msg_id" -> id = text(parser);
        case "session" -> session = text(parser);
        case "username" -> username = text(parser);
        case "msg_type" -> type = text(parser);
        case "version" -> version = text(parser);
        default -> parser.skipChildren();
      }
    }
    return new Header(id, session, username, type, version);
  }

  private static String text(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return repaired(parser.getText());
    }
    parser.skipChildren();
    return "";
  }

  /** Code points join the pairs, so a surrogate among them is alone. */
  private static boolean hasLoneSurrogate(String text) {
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (isSurrogate(point)) {
        return true;
      }
      at += Character.charCount(point);
    }
    return false;
  }

  private static String replaceLoneSurrogates(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isSurrogate(point) ? REPLACEMENT : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  /** One way to read a whole value. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(JsonParser parser) throws IOException, ProtocolException;
  }
}
