package dev.cellroute.invocation;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds a line number in text without colour: the first match, and of that the first group that
 * took part.
 */
final class TracebackLine {
  private static final int MAX_DIGITS = 9;

  private TracebackLine() {}

  static OptionalInt find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? number(matcher) : OptionalInt.empty();
  }

  private static OptionalInt number(Matcher matcher) {
    return IntStream.rangeClosed(1, matcher.groupCount())
        .mapToObj(group -> Optional.ofNullable(matcher.group(group)))
        .flatMap(Optional::stream)
        .filter(digits -> digits.length() <= MAX_DIGITS)
        .mapToInt(Integer::parseInt)
        .findFirst();
  }
}
