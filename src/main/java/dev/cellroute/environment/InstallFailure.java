package dev.cellroute.environment;

import dev.cellroute.environment.Requirements.Wish;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads an installer's last lines and says in one message why it failed; where one requirement is
 * to blame, as a diagnostic at its line. The order matters: a missing network makes pip complain
 * about the requirement as well. Pure.
 */
final class InstallFailure {
  private static final Pattern NETWORK =
      Pattern.compile("connection broken by|Failed to establish a new connection|name resolution"
          + "|Network is unreachable|error sending request|dns error|ProxyError|SSLError"
          + "|tcp connect error");
  private static final Pattern NO_SPACE = Pattern.compile("No space left on device|Errno 28");
  private static final Pattern NO_VENV =
      Pattern.compile("ensurepip is not available|No module named '?(?:venv|ensurepip)");
  private static final Pattern NO_BUILD = Pattern.compile(
      "Failed (?:building wheel for|to build(?: installable wheels for)?) `?([A-Za-z0-9._-]+)");
  private static final Pattern CULPRIT = Pattern.compile(
      "(?:satisfies the requirement|No matching distribution found for|Because|Invalid requirement:"
          + "|Cannot install) '?([A-Za-z0-9][A-Za-z0-9._-]*)");
  private static final Pattern NOISE = Pattern.compile("^(?:ERROR|error|Error):\\s*|^[\\s×╰─▶│]+");
  private static final int MOST_LINES = 6;

  private InstallFailure() {}

  static GatewayException of(List<String> lines, Requirements requirements) {
    Function<Pattern, Optional<String>> seen = pattern ->
        lines.stream().filter(line -> pattern.matcher(line).find()).findFirst().map(Secrets::mask);
    return seen.apply(NO_SPACE)
        .map(line -> failure("the disk is full: " + brief(line)))
        .or(
            () -> seen.apply(NO_VENV)
                .map(
                    line -> failure(
                        "this Python has no venv module; on Debian and Ubuntu: `apt install python3-venv`")))
        .or(() -> seen.apply(NETWORK)
            .map(line -> failure(
                "the package index cannot be reached (is there a network, or a proxy to set in"
                    + " HTTPS_PROXY?): " + brief(line))))
        .orElseGet(() -> ofRequirement(lines, requirements));
  }

  private static GatewayException ofRequirement(List<String> lines, Requirements requirements) {
    String reason = reason(lines);
    return lines.stream()
        .flatMap(InstallFailure::culprits)
        .flatMap(name -> requirements.wish(name).stream())
        .findFirst()
        .<GatewayException>map(wish -> at(wish, reason))
        .orElseGet(() -> failure(reason));
  }

  private static Stream<String> culprits(String line) {
    return Stream.of(NO_BUILD, CULPRIT)
        .flatMap(pattern -> pattern.matcher(line).results())
        .map(match -> match.group(1));
  }

  /** The lines in which the installer itself says what is wrong, or else its last ones. */
  private static String reason(List<String> lines) {
    List<String> said = lines.stream().filter(InstallFailure::isComplaint).toList();
    List<String> chosen = said.isEmpty() ? lines : said;
    return chosen.stream()
        .skip(Math.max(0, chosen.size() - MOST_LINES))
        .map(InstallFailure::brief)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static boolean isComplaint(String line) {
    return line.startsWith("ERROR:")
        || line.startsWith("error:")
        || line.startsWith("    The user requested")
        || line.contains(" depends on ")
        || line.stripLeading().matches("[×╰│].*");
  }

  private static String brief(String line) {
    String masked = Secrets.mask(line).strip();
    Matcher noise = NOISE.matcher(masked);
    return noise.replaceFirst("").strip();
  }

  private static InvalidInputException at(Wish wish, String reason) {
    String line = Secrets.mask(wish.text());
    return new InvalidInputException(
        List.of(Diagnostic.error("requirement", "cannot be installed: " + reason, wish.location())
            .withExcerpt(line, line.strip().length())));
  }

  private static GatewayException failure(String reason) {
    return new GatewayException(
        ErrorCode.KERNEL_START_FAILED, "the Python environment cannot be made: " + reason);
  }
}
