package dev.cellroute.invocation;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the headers a notebook wants to send. A name must be a token and a value visible Latin-1
 * text (RFC 9110, 5), so that nothing a notebook prints can end a header line; what frames the
 * message or binds the whole host belongs to the gateway and is left out. Bounded in lines and
 * size.
 */
final class ResponseHeaders {
  static final int MAX_LINES = 256;
  static final int MAX_SIZE = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(ResponseHeaders.class);
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> OF_THE_GATEWAY = Set.of(
      "connection",
      "content-length",
      "http2-settings",
      "keep-alive",
      "proxy-connection",
      "strict-transport-security",
      "te",
      "trailer",
      "transfer-encoding",
      "upgrade");

  private final String owner;
  private final List<Header> headers = new ArrayList<>();
  private int size;

  private ResponseHeaders(String owner) {
    this.owner = owner;
  }

  /**
   * Throws {@code RESPONSE_INVALID} naming the first header that cannot be sent; {@code owner}
   * begins the message.
   */
  static List<Header> read(String owner, Map<?, ?> values) {
    ResponseHeaders reader = new ResponseHeaders(owner);
    values.forEach((name, value) -> reader.add(String.valueOf(name), value));
    return List.copyOf(reader.headers);
  }

  /** Whether a text can be a header's value. */
  static boolean isValue(String text) {
    return text.chars()
        .allMatch(each -> (each >= ' ' && each != 0x7f && each <= 0xff) || each == '\t');
  }

  private void add(String name, @Nullable Object value) {
    if (!TOKEN.matcher(name).matches()) {
      throw invalid("header " + Quoted.of(name) + " (expected: a name of letters, digits, dashes)");
    }
    if (OF_THE_GATEWAY.contains(name.toLowerCase(Locale.ROOT))) {
      LOG.debug("header of a notebook left out name={}", name);
      return;
    }
    if (value instanceof Iterable<?> values) {
      values.forEach(each -> line(name, each));
    } else {
      line(name, value);
    }
  }

  private void line(String name, @Nullable Object value) {
    String text = text(name, value).strip();
    if (!isValue(text)) {
      throw invalid(place(name, text) + " (expected: Latin-1 text without line breaks)");
    }
    size += name.length() + text.length();
    if (headers.size() == MAX_LINES || size > MAX_SIZE) {
      throw invalid("more headers than %d lines or %d bytes".formatted(MAX_LINES, MAX_SIZE));
    }
    headers.add(new Header(name, text));
  }

  private String text(String name, @Nullable Object value) {
    if (value instanceof String || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return BigDecimal.valueOf(number).toPlainString();
    }
    if (value instanceof Number number && !(value instanceof Double)) {
      return number.toString();
    }
    throw invalid(place(name, value) + " (expected: text, a number, or a list of them)");
  }

  private static String place(String name, @Nullable Object value) {
    return "header " + name + ": " + Quoted.of(value);
  }

  private GatewayException invalid(String problem) {
    return new GatewayException(ErrorCode.RESPONSE_INVALID, owner + ": " + problem);
  }
}
