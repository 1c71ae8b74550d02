package dev.cellroute.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.output.MimeType;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A header value with parameters, such as a Content-Type; parameter names are in lower case, of a
 * repeated one the first counts.
 */
record ContentType(String value, Map<String, String> parameters) {
  ContentType {
    requireNonNull(value, "value");
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads {@code value; name=value; name="quoted value"}; what is missing or broken is left out.
   */
  static ContentType parse(@Nullable String header) {
    if (header == null) {
      return new ContentType("", Map.of());
    }
    Scanner scanner = new Scanner(header);
    String value = scanner.until(";").strip();
    Map<String, String> parameters = new LinkedHashMap<>();
    while (scanner.hasMore()) {
      String name = scanner.until("=;").strip().toLowerCase(Locale.ROOT);
      if (scanner.stoppedAt('=')) {
        parameters.putIfAbsent(name, scanner.value());
      }
    }
    return new ContentType(value, parameters);
  }

  MimeType type() {
    return MimeType.of(value);
  }

  /** Whether there was none. */
  boolean isAbsent() {
    return value.isEmpty();
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * The charset named, UTF-8 without one; throws {@code UNSUPPORTED_MEDIA_TYPE} for one nobody
   * knows.
   */
  Charset charset() {
    String name = parameters.get("charset");
    if (name == null || name.equalsIgnoreCase("utf-8")) {
      return UTF_8;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new GatewayException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "unknown charset '%s'".formatted(name), e);
    }
  }

  /** A cursor that knows quoted strings. */
  private static final class Scanner {
    private final String text;
    private int position;

    Scanner(String text) {
      this.text = text;
    }

    boolean hasMore() {
      return position < text.length();
    }

    /** What comes before one of the stops, which is passed over. */
    String until(String stops) {
      int start = position;
      while (hasMore() && stops.indexOf(text.charAt(position)) < 0) {
        position++;
      }
      return text.substring(start, hasMore() ? position++ : position);
    }

    boolean stoppedAt(char stop) {
      return position > 0 && text.charAt(position - 1) == stop;
    }

    String value() {
      while (hasMore() && text.charAt(position) == ' ') {
        position++;
      }
      return hasMore() && text.charAt(position) == '"' ? quoted() : until(";").strip();
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      for (position++; hasMore() && text.charAt(position) != '"'; position++) {
        if (text.charAt(position) == '\\' && position + 1 < text.length() && isEscapable()) {
          position++;
        }
        value.append(text.charAt(position));
      }
      until(";");
      return value.toString();
    }

    // Old browsers send paths with bare backslashes as file names.
    private boolean isEscapable() {
      return "\"\\".indexOf(text.charAt(position + 1)) >= 0;
    }
  }
}
