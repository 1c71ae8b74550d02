package dev.cellroute.endpoint;

import dev.cellroute.config.LanePreference;
import dev.cellroute.config.Suggestion;
import dev.cellroute.endpoint.EndpointOptions.OnDisconnect;
import dev.cellroute.fault.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a wrong value of an option was probably meant to be, where one form is obvious. Whether that
 * is within bounds is the reader's business. Pure.
 */
final class ValueSuggestion {
  /** A larger number without a unit may mean milliseconds. */
  private static final Pattern AMOUNT =
      Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3})?)\\s*([a-z]*)");

  private ValueSuggestion() {}

  static Optional<String> of(OptionKey key, String given) {
    String text = given.strip().toLowerCase(Locale.ROOT);
    return switch (key) {
      case TIMEOUT -> duration(text);
      case LANE -> Suggestion.nearest(text, words(LanePreference.values()));
      case ON_DISCONNECT -> Suggestion.nearest(text, words(OnDisconnect.values()));
      case SUMMARY,
          BATCH,
          CONCURRENCY,
          DESCRIPTION,
          TAGS,
          PARAMS,
          BODY,
          RESPONSE,
          PRODUCES,
          STATUS,
          STREAM,
          EXAMPLE -> Optional.empty();
    };
  }

  private static List<String> words(Enum<?>... constants) {
    return Arrays.stream(constants)
        .map(each -> each.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static Optional<String> duration(String text) {
    Matcher matcher = AMOUNT.matcher(text);
    return matcher.matches()
        ? unit(matcher.group(2)).flatMap(unit -> duration(matcher.group(1), unit))
        : Optional.empty();
  }

  /** Only whole numbers are durations, so a part of one is told in a smaller unit. */
  private static Optional<String> duration(String amount, String unit) {
    return amount.contains(".")
        ? Durations.parse("1" + unit).map(one -> Durations.text(times(one, amount)))
        : Optional.of(amount + unit);
  }

  private static Duration times(Duration one, String amount) {
    return Duration.ofMillis(
        new BigDecimal(amount).multiply(BigDecimal.valueOf(one.toMillis())).longValue());
  }

  private static Optional<String> unit(String word) {
    return switch (word) {
      case "", "s", "sec", "secs", "second", "seconds" -> Optional.of("s");
      case "ms", "msec", "millis", "millisecond", "milliseconds" -> Optional.of("ms");
      case "m", "min", "mins", "minute", "minutes" -> Optional.of("m");
      case "h", "hr", "hour", "hours" -> Optional.of("h");
      case "d", "day" -> Optional.of("d");
      default -> Optional.empty();
    };
  }
}
