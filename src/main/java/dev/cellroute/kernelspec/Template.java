package dev.cellroute.kernelspec;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of a kernelspec's {@code env} may name variables of the environment, as {@code ${NAME}} or
 * {@code $NAME}; {@code $$} is a dollar sign, and a name that is not set stays as it is.
 */
final class Template {
  private static final Pattern NAME =
      Pattern.compile("\\$(?:(\\$)|([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)})");

  private Template() {}

  static String fill(String text, Map<String, String> environment) {
    return NAME.matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match, environment)));
  }

  private static String value(MatchResult match, Map<String, String> environment) {
    if (match.group(1) != null) {
      return "$";
    }
    String name = match.group(2) == null ? match.group(3) : match.group(2);
    return environment.getOrDefault(name, match.group());
  }
}
