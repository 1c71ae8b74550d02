package dev.cellroute.fault;

import static java.util.Objects.requireNonNull;

/**
 * A user's mistake, or what looks like one, at a place in their file, with a hint. {@code code} is
 * a stable dashed name such as {@code unknown-verb}; {@code excerpt} is the line of source the
 * location points into, or empty; {@code width} is how many characters the caret underlines from
 * the location's column; {@code help} says what to do, or is empty.
 */
public record Diagnostic(
    Severity severity,
    String code,
    String message,
    Location location,
    String excerpt,
    int width,
    String help) {
  /** Errors stop a start; warnings are printed and counted. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public Diagnostic {
    requireNonNull(severity, "severity");
    requireNonNull(code, "code");
    requireNonNull(message, "message");
    requireNonNull(location, "location");
    requireNonNull(excerpt, "excerpt");
    requireNonNull(help, "help");
  }

  public static Diagnostic error(String code, String message, Location location) {
    return new Diagnostic(Severity.ERROR, code, message, location, "", 0, "");
  }

  public static Diagnostic warning(String code, String message, Location location) {
    return new Diagnostic(Severity.WARNING, code, message, location, "", 0, "");
  }

  public Diagnostic withExcerpt(String line, int width) {
    return new Diagnostic(severity, code, message, location, line, width, help);
  }

  public Diagnostic withHelp(String help) {
    return new Diagnostic(severity, code, message, location, excerpt, width, help);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
