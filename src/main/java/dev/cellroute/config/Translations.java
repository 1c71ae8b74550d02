package dev.cellroute.config;

import dev.cellroute.config.Trait.Translation;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Kernel Gateway writes values, in our words. Pure. */
final class Translations {
  /** Kernel Gateway's own two prefixes, which need no setting here. */
  private static final Map<String, String> KNOWN = Map.of("None", "#", "scala", "//");

  private static final Pattern PAIR =
      Pattern.compile("\\s*(None|'[^']*'|\"[^\"]*\")\\s*:\\s*('[^']*'|\"[^\"]*\")\\s*(,|$)");

  static final Translation SAME = new Translation("a text", Optional::of);

  /** Python's spelling, as Kernel Gateway compares it. */
  static final Translation FLAG = new Translation("True or False", text -> switch (text) {
    case "True" -> Optional.of("true");
    case "False" -> Optional.of("false");
    default -> Optional.empty();
  });

  /** Kernel Gateway's {@code *} and empty address mean every interface. */
  static final Translation HOST =
      new Translation("an address", text -> Optional.of("*".equals(text) ? "0.0.0.0" : text));

  /** Kernel Gateway joins a base URL with slashes, however many there are. */
  static final Translation PREFIX =
      new Translation("a path", text -> Optional.of(("/" + text + "/").replaceAll("/{2,}", "/")));

  /** The names and numbers of Python's log levels. */
  static final Translation LEVEL = new Translation(
      "a log level of Python, such as INFO or 20", text -> switch (text.toUpperCase(Locale.ROOT)) {
        case "CRITICAL", "FATAL", "ERROR", "50", "40" -> Optional.of("error");
        case "WARN", "WARNING", "30" -> Optional.of("warn");
        case "INFO", "20" -> Optional.of("info");
        case "DEBUG", "10" -> Optional.of("debug");
        case "NOTSET", "0" -> Optional.of("trace");
        default -> Optional.empty();
      });

  /**
   * A Python dictionary from language to prefix. Kernel Gateway serves one notebook, so the one
   * prefix that is not among its defaults is that notebook's; with several there is no telling.
   */
  static final Translation COMMENT_PREFIX = new Translation(
      "a dictionary such as {'sql': '--'} that adds one prefix",
      text -> pairs(text).flatMap(Translations::theOneThatIsNew));

  private Translations() {}

  private static Optional<String> theOneThatIsNew(Map<String, String> pairs) {
    pairs.entrySet().removeAll(KNOWN.entrySet());
    return pairs.size() == 1 ? Optional.of(pairs.values().iterator().next()) : Optional.empty();
  }

  /**
   * The dictionary {@code {'sql': '--', None: '#'}}, or {@code sql=--}, as traitlets reads both.
   */
  private static Optional<Map<String, String>> pairs(String text) {
    String bare = text.strip();
    if (!bare.startsWith("{") || !bare.endsWith("}")) {
      int equals = bare.indexOf('=');
      return equals < 0
          ? Optional.empty()
          : Optional.of(
              new TreeMap<>(Map.of(bare.substring(0, equals), bare.substring(equals + 1))));
    }
    Map<String, String> pairs = new TreeMap<>();
    String inside = bare.substring(1, bare.length() - 1);
    Matcher matcher = PAIR.matcher(inside);
    int end = 0;
    while (matcher.find(end) && matcher.start() == end) {
      pairs.put(unquoted(matcher.group(1)), unquoted(matcher.group(2)));
      end = matcher.end();
      if (end == inside.length()) {
        return Optional.of(pairs);
      }
    }
    return Optional.empty();
  }

  private static String unquoted(String text) {
    return "None".equals(text) ? text : text.substring(1, text.length() - 1);
  }
}
