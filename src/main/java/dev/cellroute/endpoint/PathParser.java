package dev.cellroute.endpoint;

import dev.cellroute.endpoint.PathTemplate.Segment;
import dev.cellroute.fault.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one path segment by segment and notes everything that is wrong with it. What Kernel Gateway
 * served, if with another meaning, is a warning; what stopped it is an error. Used once.
 *
 * <pre>
 * path    = "/" segment { "/" segment }
 * segment = ":" name | "*" name (the last one only) | text, possibly none
 * name    = ( letter | "_" ) { letter | digit | "_" | "-" }
 * </pre>
 */
final class PathParser {
  /** Matching goes one step deeper a segment, so there is a limit. */
  private static final int MAX_SEGMENTS = 200;

  private static final String NAME_RULE =
      "a name begins with a letter or '_' and goes on with letters, digits, '_' and '-'";

  /** How other frameworks write a parameter. */
  private static final Pattern BRACKETED = Pattern.compile("\\{\\w+}|<\\w+>");

  private final String text;
  private final List<Segment> segments = new ArrayList<>();
  private final List<PathProblem> problems = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private int offset;

  PathParser(String text) {
    this.text = text;
  }

  PathTemplate parse() {
    if (!text.startsWith("/")) {
      error("the path does not begin with '/'", 0, text.length(), "write: /" + text);
    }
    offset = 1;
    for (String part : text.substring(Math.min(1, text.length())).split("/", -1)) {
      segments.add(segment(part));
      offset += part.length() + 1;
    }
    if (segments.size() > MAX_SEGMENTS) {
      String count = segments.size() + " segments (expected: " + MAX_SEGMENTS + " at most)";
      error("the path has " + count, 0, text.length(), "");
    }
    return new PathTemplate(text, segments);
  }

  List<PathProblem> problems() {
    return List.copyOf(problems);
  }

  private Segment segment(String part) {
    if (part.startsWith(":")) {
      return new Segment.Parameter(name(part));
    }
    return part.startsWith("*") ? rest(part) : literal(part);
  }

  private Segment rest(String part) {
    if (offset + part.length() < text.length()) {
      error(
          "'" + part + "' is not the last segment",
          offset,
          part.length(),
          "'*name' takes all the rest of a path; take one segment with ':name'");
    }
    return new Segment.Rest(name(part));
  }

  private String name(String part) {
    String name = part.substring(1);
    if (name.isEmpty()) {
      error("the parameter has no name", offset, part.length(), NAME_RULE);
    } else if (!isName(name)) {
      error("'" + name + "' is not a name", offset + 1, name.length(), NAME_RULE);
    } else if (!names.add(name)) {
      String message = "the name '" + name + "' is used twice";
      error(message, offset + 1, name.length(), "give each parameter of a path its own name");
    }
    return name;
  }

  private static boolean isName(String name) {
    int first = name.codePointAt(0);
    return (first == '_' || Character.isLetter(first))
        && name.codePoints().allMatch(PathParser::isNamePart);
  }

  private static boolean isNamePart(int each) {
    int type = Character.getType(each);
    return each == '_'
        || each == '-'
        || Character.isLetterOrDigit(each)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private Segment literal(String part) {
    if (part.contains("(?")) {
      String help = "paths are not regular expressions; take the rest of a path with '*name'";
      warning("regex-in-path", "'" + part + "' is literal text", part, help);
    } else if (part.contains("?")) {
      String help = "the query is in REQUEST, as 'args'; it takes no part in routing";
      warning("query-in-path", "'?' is literal text", part, help);
    } else if (BRACKETED.matcher(part).matches()) {
      String help = "write: :" + part.substring(1, part.length() - 1);
      warning("bracketed-parameter", "'" + part + "' is literal text", part, help);
    } else if (part.contains(":")) {
      String help = "a parameter is a whole segment; Kernel Gateway began one at any ':'";
      warning("literal-colon", "the ':' in '" + part + "' is literal text", part, help);
    }
    return new Segment.Literal(part);
  }

  private void error(String message, int offset, int width, String help) {
    problems.add(new PathProblem(Severity.ERROR, "invalid-path", message, offset, width, help));
  }

  private void warning(String code, String message, String part, String help) {
    problems.add(new PathProblem(Severity.WARNING, code, message, offset, part.length(), help));
  }
}
