package dev.cellroute.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The verb somebody probably meant: another case, a slip of one letter, or its first letters. What
 * a word for something similar means ({@code UPDATE}) is the author's to say.
 */
final class VerbSuggestion {
  private static final int SHORTEST_BEGINNING = 3;

  private VerbSuggestion() {}

  static Optional<Verb> of(String word) {
    String name = word.toUpperCase(Locale.ROOT);
    return Arrays.stream(Verb.values())
        .filter(verb -> isSlip(name, verb.name()) || isBeginning(name, verb.name()))
        .findFirst();
  }

  private static boolean isBeginning(String word, String verb) {
    return word.length() >= SHORTEST_BEGINNING && verb.startsWith(word);
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
