package dev.cellroute.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a {@code multipart/form-data} body that is in memory (RFC 7578, RFC 2046 section 5.1).
 * Strict: the body begins with its boundary (a preamble is allowed) and ends with the closing one,
 * every part has a name, and there are no more than {@link #MAX_PARTS}. Not thread-safe; one parser
 * a body.
 *
 * <pre>
 * [preamble CRLF] --BOUNDARY CRLF headers CRLF CRLF content CRLF
 *                 --BOUNDARY CRLF headers CRLF CRLF content CRLF --BOUNDARY-- [epilogue]
 * </pre>
 */
final class MultipartParser {
  static final int MAX_PARTS = 1000;
  static final int MAX_BOUNDARY = 70;

  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] HYPHENS = {'-', '-'};
  private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};

  private final byte[] body;
  private final byte[] delimiter;
  private int position;

  private MultipartParser(byte[] body, String boundary) {
    this.body = body;
    this.delimiter = ("\r\n--" + boundary).getBytes(US_ASCII);
  }

  /**
   * One field or file. {@code filename} is the name alone, without folders; {@code content} is a
   * view.
   */
  record Part(String name, Kind kind, String filename, ContentType type, ByteBuffer content) {
    /** Whether the part had a file name. */
    enum Kind {
      FIELD,
      FILE
    }

    /** A file control of a browser's form in which nobody chose a file. */
    boolean isUnused() {
      return kind == Kind.FILE && filename.isEmpty() && !content.hasRemaining();
    }
  }

  static List<Part> parse(byte[] body, String boundary) {
    if (boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
      throw malformed("a boundary has 1 to %d characters".formatted(MAX_BOUNDARY));
    }
    return new MultipartParser(body, boundary).parts();
  }

  private List<Part> parts() {
    skipPreamble();
    List<Part> parts = new ArrayList<>();
    while (!isLast()) {
      if (parts.size() == MAX_PARTS) {
        throw new GatewayException(
            ErrorCode.BODY_TOO_LARGE, "multipart body: more than %d parts".formatted(MAX_PARTS));
      }
      parts.add(part());
    }
    return parts;
  }

  private void skipPreamble() {
    if (startsWith(delimiter, 2, 0) && isBoundaryEnd(delimiter.length - 2)) {
      position = delimiter.length - 2;
      return;
    }
    position = findDelimiter("the boundary is missing") + delimiter.length;
  }

  /**
   * After a boundary: whether it is the one that ends the body. Blanks before a line end are passed
   * over.
   */
  private boolean isLast() {
    position = afterBlanks(position);
    return startsWith(HYPHENS, 0, position);
  }

  /** What begins like the boundary and goes on otherwise is content. */
  private boolean isBoundaryEnd(int at) {
    return startsWith(HYPHENS, 0, at) || startsWith(LINE_END, 0, afterBlanks(at));
  }

  private int afterBlanks(int at) {
    int end = at;
    while (end < body.length && (body[end] == ' ' || body[end] == '\t')) {
      end++;
    }
    return end;
  }

  private Part part() {
    int headersEnd = findHeadersEnd();
    Map<String, ContentType> headers = headers(position + LINE_END.length, headersEnd);
    position = headersEnd + HEADERS_END.length;
    // Content may be empty, and then the boundary's line end is that of the headers.
    position -= LINE_END.length;
    int end = findDelimiter("the closing boundary is missing");
    int start = Math.min(position + LINE_END.length, end);
    ByteBuffer content = ByteBuffer.wrap(body, start, Math.max(0, end - start)).slice();
    position = end + delimiter.length;
    return part(headers, content);
  }

  private static Part part(Map<String, ContentType> headers, ByteBuffer content) {
    ContentType none = ContentType.parse(null);
    ContentType disposition = headers.getOrDefault("content-disposition", none);
    String name =
        disposition.parameter("name").orElseThrow(() -> malformed("a part without a name"));
    ContentType type = headers.getOrDefault("content-type", none);
    return disposition
        .parameter("filename*")
        .flatMap(MultipartParser::extended)
        .or(() -> disposition.parameter("filename"))
        .map(file -> new Part(name, Part.Kind.FILE, withoutFolders(file), type, content))
        .orElseGet(() -> new Part(name, Part.Kind.FIELD, "", type, content));
  }

  private Map<String, ContentType> headers(int start, int end) {
    Map<String, ContentType> headers = new HashMap<>();
    if (start >= end) {
      return headers;
    }
    String text =
        PercentText.text(ByteBuffer.wrap(body, start, end - start), UTF_8, "a multipart header");
    text.lines().forEach(line -> {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            ContentType.parse(line.substring(colon + 1)));
      }
    });
    return headers;
  }

  /** {@code UTF-8''na%C3%AFve.txt} (RFC 8187). */
  private static Optional<String> extended(String value) {
    String prefix = "utf-8'";
    int quote = value.indexOf('\'', prefix.length());
    return value.regionMatches(true, 0, prefix, 0, prefix.length()) && quote >= 0
        ? Optional.of(PercentText.decode(
            value.substring(quote + 1), PercentText.Plus.PLUS, UTF_8, "a file name"))
        : Optional.empty();
  }

  private static String withoutFolders(String filename) {
    return filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
  }

  private int findDelimiter(String otherwise) {
    for (int at = indexOf(delimiter, position); at >= 0; at = indexOf(delimiter, at + 1)) {
      if (isBoundaryEnd(at + delimiter.length)) {
        return at;
      }
    }
    throw malformed(otherwise);
  }

  private int findHeadersEnd() {
    int end = indexOf(HEADERS_END, position);
    if (end < 0) {
      throw malformed("a part without the end of its headers");
    }
    return end;
  }

  private int indexOf(byte[] wanted, int from) {
    for (int i = from; i <= body.length - wanted.length; i++) {
      if (body[i] == wanted[0] && startsWith(wanted, 0, i)) {
        return i;
      }
    }
    return -1;
  }

  private boolean startsWith(byte[] wanted, int from, int at) {
    int length = wanted.length - from;
    return at + length <= body.length
        && Arrays.equals(body, at, at + length, wanted, from, wanted.length);
  }

  private static GatewayException malformed(String what) {
    return new GatewayException(ErrorCode.BAD_REQUEST, "multipart body: " + what);
  }
}
