package dev.cellroute.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word nearest to a mistyped one, by edit distance; a short word allows less. */
public final class Suggestion {
  private static final int SHORT = 3;
  private static final int LONGEST = 64;

  private Suggestion() {}

  /** "did you mean …?", or empty when nothing is near. */
  static String help(String word, Collection<String> known) {
    return nearest(word, known).map(each -> "did you mean " + each + "?").orElse("");
  }

  public static Optional<String> nearest(String word, Collection<String> known) {
    int limit = Math.max(word.length() > SHORT ? 2 : 1, word.length() / 3);
    return known.stream()
        .filter(each -> word.length() <= LONGEST && distance(word, each) <= limit)
        .min(Comparator.comparingInt(each -> distance(word, each)));
  }

  /** Insertions, deletions and replacements that turn one word into the other (Levenshtein). */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[to.length()];
  }
}
