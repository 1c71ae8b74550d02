package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a distributed trace, as the headers {@code traceparent} and {@code tracestate} carry
 * it (<a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>):
 *
 * <pre>
 *   version  trace id                          span id           flags
 *   00     - 4bf92f3577b34da6a3ce929d0e0e4736 - 00f067aa0ba902b7 - 01
 * </pre>
 *
 * <p>{@code state} is what the tracing systems on the way have noted, or empty.
 */
public record TraceContext(String traceId, String spanId, String flags, String state) {
  private static final Pattern PARENT =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final int LONGEST_PARENT = 512;
  private static final int LONGEST_STATE = 512;
  private static final int MOST_MEMBERS = 32;
  private static final Pattern MEMBER = Pattern.compile(
      "[a-z0-9][a-z0-9_*/@-]{0,255}=[\\x20-\\x7e&&[^,=]]{0,255}[\\x21-\\x7e&&[^,=]]");

  public TraceContext {
    requireNonNull(traceId, "traceId");
    requireNonNull(spanId, "spanId");
    requireNonNull(flags, "flags");
    requireNonNull(state, "state");
  }

  /**
   * Reads the headers of a request, in order; empty where there is not exactly one valid
   * {@code traceparent}. A {@code tracestate} that is not valid is left out.
   */
  public static Optional<TraceContext> parse(List<String> parents, List<String> states) {
    if (parents.size() != 1 || parents.get(0).length() > LONGEST_PARENT) {
      return Optional.empty();
    }
    Matcher parent = PARENT.matcher(parents.get(0));
    if (!parent.matches() || !isKnown(parent.group(1), parent.group(5))) {
      return Optional.empty();
    }
    return isZero(parent.group(2)) || isZero(parent.group(3))
        ? Optional.empty()
        : Optional.of(
            new TraceContext(parent.group(2), parent.group(3), parent.group(4), state(states)));
  }

  /** Later versions may add something behind; {@code ff} is never one. */
  private static boolean isKnown(String version, @Nullable String more) {
    return version.equals("00") ? more == null : !version.equals("ff");
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(digit -> digit == '0');
  }

  private static String state(List<String> states) {
    String joined = String.join(",", states);
    if (joined.isBlank() || joined.length() > LONGEST_STATE) {
      return "";
    }
    List<String> members = Pattern.compile(",")
        .splitAsStream(joined)
        .map(String::strip)
        .filter(member -> !member.isEmpty())
        .toList();
    boolean valid =
        members.size() <= MOST_MEMBERS && members.stream().allMatch(MEMBER.asMatchPredicate());
    return valid ? String.join(",", members) : "";
  }

  /** The beginning of a trace of its own, which nobody records. */
  static TraceContext fresh() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String traceId = digits(random.nextLong()) + digits(random.nextLong() | 1);
    return new TraceContext(traceId, digits(random.nextLong() | 1), "00", "");
  }

  private static String digits(long bits) {
    return HexFormat.of().toHexDigits(bits);
  }

  /** The header's value. */
  public String parent() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }
}
