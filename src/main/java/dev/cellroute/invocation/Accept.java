package dev.cellroute.invocation;

import dev.cellroute.output.MimeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a client takes (RFC 9110, 12.5.1): media ranges with weights. The most specific range that
 * covers a type decides its weight. Reading never fails: what is no range is left out, a weight
 * that is no number counts as 1, parameters other than {@code q} are not looked at, and at most
 * {@value #MAX_RANGES} ranges are read.
 */
record Accept(List<Range> ranges) {
  static final int MAX_RANGES = 100;
  static final Accept ANYTHING = new Accept(List.of(new Range("*", "*", 1)));

  private static final int EXACT = 3;

  /** {@code type/subtype} with a weight from 0 (refused) to 1; a star stands for any. */
  record Range(String type, String subtype, double weight) {
    /**
     * How closely this range names the type, from {@link #EXACT} to 1, or 0 when it does not cover
     * it.
     */
    int closeness(MimeType mime) {
      if (type.equals("*")) {
        return 1;
      }
      if (!type.equals(mime.type())) {
        return 0;
      }
      if (subtype.equals("*")) {
        return 2;
      }
      return subtype.equals(mime.subtype()) ? EXACT : 0;
    }
  }

  /** How much a type is wanted: the weight first, then how closely it was named. */
  record Rank(double weight, int closeness) implements Comparable<Rank> {
    static final Rank NOT_WANTED = new Rank(0, 0);
    static final Rank REFUSED = new Rank(-1, 0);

    boolean isWanted() {
      return weight > 0;
    }

    boolean isNamed() {
      return isWanted() && closeness == EXACT;
    }

    @Override
    public int compareTo(Rank other) {
      int byWeight = Double.compare(weight, other.weight);
      return byWeight != 0 ? byWeight : Integer.compare(closeness, other.closeness);
    }
  }

  Accept {
    ranges = List.copyOf(ranges);
  }

  /** Reads the header; no header, or one without any range, is everything. */
  static Accept of(String header) {
    if (header.isEmpty() || header.equals("*/*")) {
      return ANYTHING;
    }
    List<Range> ranges = new ArrayList<>();
    int from = 0;
    while (from < header.length() && ranges.size() < MAX_RANGES) {
      int end = end(header, from, ',');
      add(ranges, header.substring(from, end));
      from = end + 1;
    }
    return ranges.isEmpty() ? ANYTHING : new Accept(ranges);
  }

  Rank rank(MimeType mime) {
    Rank best = Rank.NOT_WANTED;
    for (Range range : ranges) {
      int closeness = range.closeness(mime);
      boolean decides = closeness > best.closeness()
          || (closeness == best.closeness() && range.weight() > best.weight());
      if (closeness > 0 && decides) {
        best = new Rank(range.weight(), closeness);
      }
    }
    return best;
  }

  private static void add(List<Range> ranges, String text) {
    int end = end(text, 0, ';');
    String mime = text.substring(0, end).strip().toLowerCase(Locale.ROOT);
    double weight = weight(text.substring(end));
    int slash = mime.indexOf('/');
    if (mime.equals("*")) { // what java.net.HttpURLConnection sends
      ranges.add(new Range("*", "*", weight));
    } else if (slash > 0 && slash < mime.length() - 1) {
      ranges.add(new Range(mime.substring(0, slash), mime.substring(slash + 1), weight));
    }
  }

  private static double weight(String parameters) {
    int from = 1;
    while (from < parameters.length()) {
      int end = end(parameters, from, ';');
      String parameter = parameters.substring(from, end).strip();
      if (parameter.regionMatches(true, 0, "q=", 0, 2)) {
        return number(parameter.substring(2).strip());
      }
      from = end + 1;
    }
    return 1;
  }

  private static double number(String text) {
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{0,9})?|\\.[0-9]{1,9}")) {
      return 1;
    }
    return Math.min(1, Double.parseDouble(text));
  }

  /**
   * Where the part that begins at {@code from} ends: at the separator outside of quotes, or with
   * the text.
   */
  private static int end(String text, int from, char separator) {
    boolean quoted = false;
    for (int at = from; at < text.length(); at++) {
      char each = text.charAt(at);
      if (each == '"') {
        quoted = !quoted;
      } else if (quoted && each == '\\') {
        at++;
      } else if (!quoted && each == separator) {
        return at;
      }
    }
    return text.length();
  }
}
