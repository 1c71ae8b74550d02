package dev.cellroute.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many kernels a notebook has, written as {@code 2}, or as {@code 1..4} when their number
 * follows the load: never fewer than {@code least}, never more than {@code most}.
 */
public record KernelCount(int least, int most) {
  /** Its words where a value is expected. */
  static final String EXPECTATION = "a whole number from 1 to 256, or a range such as 1..4";

  private static final int LIMIT = 256;
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,3})(?:\\.\\.([0-9]{1,3}))?");

  public KernelCount {
    if (least < 1 || most < least) {
      throw new IllegalArgumentException(
          "kernels: " + least + ".." + most + " (expected: 1 <= least <= most)");
    }
  }

  public static KernelCount of(int number) {
    return new KernelCount(number, number);
  }

  /** Empty when it is neither a number nor a range, or out of bounds. */
  static Optional<KernelCount> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int least = Integer.parseInt(matcher.group(1));
    int most = matcher.group(2) == null ? least : Integer.parseInt(matcher.group(2));
    return least >= 1 && least <= most && most <= LIMIT
        ? Optional.of(new KernelCount(least, most))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return least == most ? Integer.toString(least) : least + ".." + most;
  }
}
