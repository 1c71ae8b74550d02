package dev.cellroute.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.PathTemplate.Segment;
import dev.cellroute.endpoint.Verb;
import java.util.stream.Collectors;

/**
 * Ready-to-paste commands. A path parameter is filled with {@code 1}, and the token, which is never
 * printed, is taken from the shell's variable {@code TOKEN}.
 */
record Curl(String origin, String basePath, Access access) {
  private static final String PLAIN = "-._~!$&()*+,;=:@%";

  /** Whether calls need the token. */
  enum Access {
    OPEN,
    TOKEN
  }

  String command(Endpoint endpoint, String mount) {
    return "curl"
        + method(endpoint.verb())
        + (access == Access.TOKEN ? " -H \"Authorization: Bearer $TOKEN\"" : "")
        + body(endpoint.verb())
        + " '"
        + origin
        + withoutRoot(basePath)
        + withoutRoot(mount)
        + path(endpoint)
        + "'";
  }

  /** The origin with its base path, for example {@code http://127.0.0.1:8888/models}. */
  String base() {
    return origin + withoutRoot(basePath);
  }

  private static String method(Verb verb) {
    return switch (verb) {
      case GET -> "";
      case HEAD -> " -I";
      case POST, PUT, PATCH, DELETE, OPTIONS -> " -X " + verb;
    };
  }

  private static String body(Verb verb) {
    return switch (verb) {
      case POST, PUT, PATCH -> " -H 'Content-Type: application/json' -d '{}'";
      case GET, HEAD, DELETE, OPTIONS -> "";
    };
  }

  private static String path(Endpoint endpoint) {
    return endpoint.path().segments().stream()
        .map(Curl::segment)
        .collect(Collectors.joining("/", "/", ""));
  }

  private static String segment(Segment segment) {
    return segment instanceof Segment.Literal literal ? encoded(literal.text()) : "1";
  }

  /**
   * Percent-encoded but for what a URL and a quoted shell word may hold; escapes stay as they are.
   */
  private static String encoded(String text) {
    StringBuilder url = new StringBuilder();
    for (byte each : text.getBytes(UTF_8)) {
      url.append(
          PLAIN.indexOf(each) >= 0 || isAlphanumeric(each)
              ? String.valueOf((char) each)
              : String.format("%%%02X", each));
    }
    return url.toString();
  }

  private static boolean isAlphanumeric(byte each) {
    return each > 0 && Character.isLetterOrDigit(each);
  }

  private static String withoutRoot(String prefix) {
    return "/".equals(prefix) ? "" : prefix;
  }
}
