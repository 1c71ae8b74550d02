package dev.cellroute.environment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.kernelspec.Command;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns an installer's many lines into a few: at most one every two seconds, at least one every
 * five, each with the seconds since the beginning. {@code clock} counts nanoseconds. One run, one
 * thread.
 */
final class Progress implements Command.Listener {
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  /** "from" names the requirement or file that asked, which is more than a line needs. */
  private static final Pattern STEP = Pattern.compile(
      "\\s*(Collecting|Downloading|Building wheel for|Building|Resolved|Prepared|Installed)"
          + " ([^\\s(]+)(?: \\(from .*)?(.*)");

  private static final Pattern INSTALLING =
      Pattern.compile("\\s*Installing collected packages: (.*)");

  private final Consumer<String> sink;
  private final LongSupplier clock;
  private final long begin;
  private String step = "";
  private String reportedStep = "";
  private long reported;

  Progress(Consumer<String> sink, LongSupplier clock) {
    this.sink = requireNonNull(sink, "sink");
    this.clock = requireNonNull(clock, "clock");
    this.begin = clock.getAsLong();
    this.reported = begin;
  }

  /** Says at once what begins now. */
  void announce(String text) {
    step = text;
    report(text);
  }

  @Override
  public void line(String line) {
    String found = step(Secrets.mask(line));
    step = found.isEmpty() ? step : found;
  }

  @Override
  public void tick(Duration ofThisCommand) {
    long quiet = clock.getAsLong() - reported;
    if (quiet >= LONGEST.toNanos() || (isNews() && quiet >= SHORTEST.toNanos())) {
      report(step + " (" + seconds() + "s)");
    }
  }

  /** Whole seconds since the beginning. */
  long seconds() {
    return Duration.ofNanos(clock.getAsLong() - begin).toSeconds();
  }

  private boolean isNews() {
    return !step.equals(reportedStep);
  }

  private void report(String text) {
    reported = clock.getAsLong();
    reportedStep = step;
    sink.accept(text);
  }

  /** What a line of pip or uv says is going on, or nothing. */
  static String step(String line) {
    Matcher installing = INSTALLING.matcher(line);
    if (installing.matches()) {
      return "installing " + installing.group(1).split(",", -1).length + " packages";
    }
    Matcher step = STEP.matcher(line);
    return step.matches()
        ? (decapitalized(step.group(1)) + " " + step.group(2) + step.group(3)).strip()
        : "";
  }

  private static String decapitalized(String word) {
    return Character.toLowerCase(word.charAt(0)) + word.substring(1);
  }
}
