package dev.cellroute.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and numbers with a unit, as they are written in a configuration. */
final class Units {
  private static final Pattern NUMBER = Pattern.compile("([0-9]{1,15})([A-Za-z]*)");
  private static final List<Unit> SIZES = List.of(
      new Unit("GiB", 1L << 30),
      new Unit("MiB", 1L << 20),
      new Unit("KiB", 1L << 10),
      new Unit("", 1));

  private record Unit(String name, long factor) {}

  private Units() {}

  static Optional<DataSize> size(String text) {
    return amount(text, SIZES).map(DataSize::new);
  }

  /** The number in front of exactly this unit. */
  static Optional<Long> amount(String text, String unit) {
    return amount(text, List.of(new Unit(unit, 1)));
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
