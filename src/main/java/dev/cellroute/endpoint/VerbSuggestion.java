package dev.cellroute.endpoint;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The verb somebody probably meant: another case, a slip of one letter, or a word for the same
 * thing.
 */
final class VerbSuggestion {
  private static final Map<String, Verb> SYNONYMS = Map.of(
      "FETCH", Verb.GET,
      "LIST", Verb.GET,
      "READ", Verb.GET,
      "CREATE", Verb.POST,
      "ADD", Verb.POST,
      "UPDATE", Verb.PUT,
      "REPLACE", Verb.PUT,
      "REMOVE", Verb.DELETE,
      "DEL", Verb.DELETE,
      "OPTION", Verb.OPTIONS);

  private VerbSuggestion() {}

  static Optional<Verb> of(String word) {
    String name = word.toUpperCase(Locale.ROOT);
    return Optional.ofNullable(SYNONYMS.get(name)).or(() -> similar(name));
  }

  private static Optional<Verb> similar(String name) {
    for (Verb verb : Verb.values()) {
      if (isSlip(name, verb.name())) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }

  /** Equal but for one letter more, less or other, or for two neighbours that changed places. */
  private static boolean isSlip(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    int start = 0;
    while (start < shorter && left.charAt(start) == right.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start && fromEnd(left, end) == fromEnd(right, end)) {
      end++;
    }
    String here = left.substring(start, left.length() - end);
    String there = right.substring(start, right.length() - end);
    return Math.max(here.length(), there.length()) <= 1
        || (there.length() == 2 && here.contentEquals(new StringBuilder(there).reverse()));
  }

  private static char fromEnd(String text, int distance) {
    return text.charAt(text.length() - 1 - distance);
  }
}
