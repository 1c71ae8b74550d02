package dev.cellroute.endpoint;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A parsed path: literal segments, {@code :name} and a last {@code *name}. Matching works on the
 * raw, still percent-encoded path, whole and case-sensitive; a literal in the template matches its
 * percent-encoded form too. A slash at the end is an empty last segment, so {@code /a} and
 * {@code /a/} are two paths.
 */
public record PathTemplate(String text, List<Segment> segments) {
  /** One part between slashes. */
  public sealed interface Segment {
    /** Matches exactly this text. */
    record Literal(String text) implements Segment {}

    /** {@code :name}, one segment of at least one character. */
    record Parameter(String name) implements Segment {}

    /** {@code *name}, the rest of the path, slashes included, at least one character. */
    record Rest(String name) implements Segment {}
  }

  public PathTemplate {
    requireNonNull(text, "text");
    segments = List.copyOf(segments);
  }

  /**
   * Parses a path that is known to be good; throws {@code IllegalArgumentException} with the first
   * mistake.
   */
  public static PathTemplate parse(String text) {
    PathParser parser = new PathParser(text);
    PathTemplate template = parser.parse();
    parser.problems().stream().filter(PathProblem::isError).findFirst().ifPresent(problem -> {
      throw new IllegalArgumentException(text + ": " + problem.message());
    });
    return template;
  }

  /**
   * The values of the parameters, decoded once, in the template's order, or empty when the path is
   * another one. Throws {@code BAD_REQUEST} when the path matches and a value is not UTF-8.
   */
  public Optional<Map<String, String>> match(String rawPath) {
    Map<String, String> raw = new LinkedHashMap<>();
    int start = 1;
    for (Segment segment : segments) {
      if (start > rawPath.length() || rawPath.charAt(start - 1) != '/') {
        return Optional.empty();
      }
      int end = end(segment, rawPath, start);
      if (!take(segment, rawPath.substring(start, end), raw)) {
        return Optional.empty();
      }
      start = end + 1;
    }
    return start == rawPath.length() + 1 ? Optional.of(decoded(raw)) : Optional.empty();
  }

  private static int end(Segment segment, String path, int start) {
    int slash = segment instanceof Segment.Rest ? -1 : path.indexOf('/', start);
    return slash < 0 ? path.length() : slash;
  }

  private static boolean take(Segment segment, String part, Map<String, String> values) {
    if (segment instanceof Segment.Literal literal) {
      return PercentEncoding.key(part).equals(PercentEncoding.key(literal.text()));
    }
    values.put(nameOf(segment), part);
    return !part.isEmpty();
  }

  private static Map<String, String> decoded(Map<String, String> values) {
    values.replaceAll((name, raw) -> PercentEncoding.decode(raw)
        .orElseThrow(() -> new GatewayException(
            ErrorCode.BAD_REQUEST,
            "path parameter '" + name + "': " + raw + " (expected: percent-encoded UTF-8)")));
    return values;
  }

  /** Names of the parameters, in order. */
  public List<String> names() {
    return segments.stream()
        .filter(segment -> !(segment instanceof Segment.Literal))
        .map(PathTemplate::nameOf)
        .toList();
  }

  /** The template without its names: two of the same shape match the same paths. */
  String shape() {
    return segments.stream().map(PathTemplate::shapeOf).collect(Collectors.joining("/", "/", ""));
  }

  private static String nameOf(Segment segment) {
    if (segment instanceof Segment.Rest rest) {
      return rest.name();
    }
    return segment instanceof Segment.Parameter parameter ? parameter.name() : "";
  }

  private static String shapeOf(Segment segment) {
    if (segment instanceof Segment.Literal literal) {
      return PercentEncoding.key(literal.text());
    }
    return segment instanceof Segment.Rest ? "*" : ":";
  }

  @Override
  public String toString() {
    return text;
  }
}
