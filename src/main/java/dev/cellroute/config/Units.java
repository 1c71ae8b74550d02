package dev.cellroute.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit, as they are written in a configuration. */
final class Units {
  private static final Pattern NUMBER = Pattern.compile("([0-9]{1,15})([A-Za-z]*)");
  private static final List<Unit> TIMES = List.of(
      new Unit("d", 86_400_000),
      new Unit("h", 3_600_000),
      new Unit("m", 60_000),
      new Unit("s", 1_000),
      new Unit("ms", 1));
  private static final List<Unit> SIZES = List.of(
      new Unit("GiB", 1L << 30),
      new Unit("MiB", 1L << 20),
      new Unit("KiB", 1L << 10),
      new Unit("", 1));

  private record Unit(String name, long factor) {}

  private Units() {}

  static Optional<Duration> duration(String text) {
    return amount(text, TIMES).map(Duration::ofMillis);
  }

  static Optional<DataSize> size(String text) {
    return amount(text, SIZES).map(DataSize::new);
  }

  /** The number in front of exactly this unit. */
  static Optional<Long> amount(String text, String unit) {
    return amount(text, List.of(new Unit(unit, 1)));
  }

  /** In the largest unit that divides it. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    return TIMES.stream()
        .filter(unit -> millis % unit.factor() == 0)
        .findFirst()
        .map(unit -> millis / unit.factor() + unit.name())
        .orElseThrow();
  }

  private static Optional<Long> amount(String text, List<Unit> units) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return units.stream()
        .filter(unit -> unit.name().equals(matcher.group(2)))
        .filter(unit -> number <= Long.MAX_VALUE / unit.factor())
        .findFirst()
        .map(unit -> number * unit.factor());
  }
}
