package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.TokenConfig.Scope;
import dev.cellroute.fault.Durations;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a setting's text becomes a value: {@code expectation} says in words what is accepted,
 * {@code reader} answers empty for everything else and never throws.
 */
public record ValueType<T>(String expectation, Function<String, Optional<T>> reader) {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})|[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9]+)?");
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~!$&'()+,;=@-]+)+/?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern COMMENT = Pattern.compile("\\S{1,8}");

  public ValueType {
    requireNonNull(expectation, "expectation");
    requireNonNull(reader, "reader");
  }

  /** The value, or empty when the text is not what is expected. */
  public Optional<T> read(String text) {
    return reader.apply(text);
  }

  public static ValueType<String> text() {
    return new ValueType<>("a text", text -> text.isBlank() ? Optional.empty() : Optional.of(text));
  }

  /** A value for an HTTP header: one line of visible ASCII, possibly empty. */
  static ValueType<String> headerValue() {
    return new ValueType<>(
        "one line of ASCII text",
        text -> text.chars().allMatch(each -> each >= ' ' && each < 127)
            ? Optional.of(text.strip())
            : Optional.empty());
  }

  static ValueType<Secret> secret() {
    return new ValueType<>(
        "a text without blanks, in ASCII",
        text -> !text.isEmpty() && text.chars().allMatch(each -> each > ' ' && each < 127)
            ? Optional.of(new Secret(text))
            : Optional.empty());
  }

  static ValueType<String> name() {
    return new ValueType<>("1 to 64 letters, digits, dots, dashes and underscores", matching(NAME));
  }

  /** Names of hosts, as lower case. */
  static ValueType<List<String>> hosts() {
    return list(
        "host names without a port, separated by commas, or *",
        text -> "*".equals(text) || HOST.matcher(text).matches()
            ? Optional.of(text.toLowerCase(Locale.ROOT))
            : Optional.empty());
  }

  static ValueType<List<Scope>> scopes() {
    return list("call, call:/mount or admin, separated by commas", ValueType::scope);
  }

  private static Optional<Scope> scope(String text) {
    return switch (text) {
      case "admin" -> Optional.of(new Scope.Admin());
      case "call" -> Optional.of(new Scope.Call(Scope.Call.EVERYWHERE));
      default ->
        text.startsWith("call:")
            ? prefix().read(text.substring("call:".length())).map(Scope.Call::new)
            : Optional.empty();
    };
  }

  /** At least one element, and every one of them good. */
  private static <T> ValueType<List<T>> list(
      String expectation, Function<String, Optional<T>> element) {
    return new ValueType<>(expectation, text -> {
      List<Optional<T>> elements =
          Arrays.stream(text.split(",")).map(String::strip).map(element).toList();
      return !elements.isEmpty() && elements.stream().allMatch(Optional::isPresent)
          ? Optional.of(elements.stream().flatMap(Optional::stream).toList())
          : Optional.empty();
    });
  }

  static ValueType<Boolean> flag() {
    return new ValueType<>("true or false", text -> switch (text) {
      case "true" -> Optional.of(Boolean.TRUE);
      case "false" -> Optional.of(Boolean.FALSE);
      default -> Optional.empty();
    });
  }

  public static ValueType<Integer> number(int least, int most) {
    return new ValueType<>(
        "a whole number from " + least + " to " + most,
        text -> Units.amount(text, "")
            .filter(value -> value >= least && value <= most)
            .map(value -> value.intValue()));
  }

  public static ValueType<Duration> duration(Duration least, Duration most) {
    return new ValueType<>(
        "a duration from "
            + Durations.text(least)
            + " to "
            + Durations.text(most)
            + ", such as 500ms, 60s, 5m or 1h",
        text -> Durations.parse(text)
            .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0));
  }

  static ValueType<DataSize> size(DataSize least, DataSize most) {
    return new ValueType<>(
        "a size from " + least + " to " + most + ", such as 512, 64KiB or 100MiB",
        text -> Units.size(text)
            .filter(value -> value.bytes() >= least.bytes() && value.bytes() <= most.bytes()));
  }

  static ValueType<Path> path() {
    return new ValueType<>("a path", text -> {
      try {
        return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
      } catch (InvalidPathException ignored) {
        // Not a path on this file system, which is what empty says.
        return Optional.empty();
      }
    });
  }

  static ValueType<String> host() {
    return new ValueType<>("a host name or an IP address", matching(HOST));
  }

  static ValueType<String> prefix() {
    return new ValueType<>(
        "/ or a path such as /models, without blanks, '.' and '..' segments",
        text -> "/".equals(text)
            ? Optional.of(text)
            : matching(PREFIX)
                .apply(text)
                .map(ValueType::withoutLastSlash)
                .filter(ValueType::staysBelow));
  }

  static ValueType<String> commentPrefix() {
    return new ValueType<>("1 to 8 characters without blanks, such as # or //", matching(COMMENT));
  }

  public static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    E[] constants = requireNonNull(type.getEnumConstants(), "constants");
    String words = Arrays.stream(constants)
        .map(ValueType::word)
        .collect(Collectors.joining(", ", "one of ", ""));
    return new ValueType<>(
        words,
        text -> Arrays.stream(constants).filter(each -> word(each).equals(text)).findFirst());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Function<String, Optional<String>> matching(Pattern pattern) {
    return text -> pattern.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  private static String withoutLastSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static boolean staysBelow(String path) {
    return Arrays.stream(path.split("/")).noneMatch(each -> ".".equals(each) || "..".equals(each));
  }
}
