package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One setting: its dotted name, what it accepts, its default as text (empty: not set), whether its
 * value may be shown, its command line option and what it means in one sentence. File, environment,
 * command line, help, the reference file and the {@code config} command are all made from these;
 * the keys themselves are in {@link ConfigKeys}.
 */
public record ConfigKey<T>(
    String name,
    ValueType<T> type,
    String fallback,
    Visibility visibility,
    Optional<Option> option,
    String sentence) {
  static final String ENTRY = "notebooks[].";
  static final String TOKEN = "security.tokens[].";

  /** Whether a value may be printed. */
  public enum Visibility {
    SHOWN,
    MASKED
  }

  /**
   * The setting on the command line: the option's name and what its value is called in the help, or
   * nothing where it takes none.
   */
  public record Option(String name, String label) {
    public Option {
      requireNonNull(name, "name");
      requireNonNull(label, "label");
    }

    /** An option without a value, which sets its key to {@code true}. */
    public static Option flag(String name) {
      return new Option(name, "");
    }

    public boolean isFlag() {
      return label.isEmpty();
    }
  }

  public ConfigKey {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(fallback, "fallback");
    requireNonNull(visibility, "visibility");
    requireNonNull(option, "option");
    requireNonNull(sentence, "sentence");
  }

  /** Every key, in the order of the reference file. */
  public static List<ConfigKey<?>> all() {
    return ConfigKeys.all();
  }

  /** The environment variable, for example {@code CELLROUTE_HTTP_PORT}. */
  public String variable() {
    return "CELLROUTE_"
        + name.replace("[]", "").replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** A notebook's path is in {@code CELLROUTE_NOTEBOOKS}, tokens in another list. */
  boolean hasVariable() {
    return !name.equals(ENTRY + "path") && !isOfToken();
  }

  /** Whether it is a setting of one token. */
  boolean isOfToken() {
    return name.startsWith(TOKEN);
  }

  /** Whether it is said once for the whole gateway, not for each element of a list. */
  boolean isOfGateway() {
    return !isOfNotebook() && !isOfToken();
  }

  /** Whether it is a setting of one notebook. */
  boolean isOfNotebook() {
    return name.startsWith(ENTRY);
  }

  /** The value as it may be printed. */
  String shown(String text) {
    return visibility == Visibility.MASKED && !text.isEmpty() ? "******" : text;
  }
}
