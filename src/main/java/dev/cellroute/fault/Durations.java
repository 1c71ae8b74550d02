package dev.cellroute.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write and read them, a whole number and a unit: {@code 250ms}, {@code 30s},
 * {@code 15m}. What a message shows can be put into a configuration. Parts of a millisecond are not
 * shown.
 */
public final class Durations {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,15})([a-z]+)");
  private static final Unit MILLISECOND = new Unit("ms", 1);
  private static final List<Unit> UNITS = List.of(
      new Unit("d", 86_400_000),
      new Unit("h", 3_600_000),
      new Unit("m", 60_000),
      new Unit("s", 1_000),
      MILLISECOND);

  private record Unit(String name, long millis) {
    boolean fits(long number) {
      return number <= Long.MAX_VALUE / millis;
    }

    boolean divides(long total) {
      return total >= millis && total % millis == 0;
    }
  }

  private Durations() {}

  /** Empty when it is not a duration, as a number without its unit. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return UNITS.stream()
        .filter(unit -> unit.name().equals(matcher.group(2)))
        .filter(unit -> unit.fits(number))
        .findFirst()
        .map(unit -> Duration.ofMillis(number * unit.millis()));
  }

  /** In the largest unit that divides it. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    Unit largest =
        UNITS.stream().filter(unit -> unit.divides(millis)).findFirst().orElse(MILLISECOND);
    return millis / largest.millis() + largest.name();
  }
}
