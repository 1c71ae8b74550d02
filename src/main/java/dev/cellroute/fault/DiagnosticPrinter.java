package dev.cellroute.fault;

import java.util.List;
import java.util.Locale;

/**
 * Diagnostics as people read them: one block each with the place, the line and a caret under the
 * fault, then a line that counts them.
 *
 * <pre>
 * warning[unknown-verb]: unknown verb 'GETT' (did you mean GET?)
 *   --&gt; contacts.ipynb#cell-4:1:3
 *    |
 *  1 | # GETT /contacts
 *    |   ^^^^
 *    = help: write: # GET /contacts
 * </pre>
 *
 * Text from a notebook is shown harmlessly: control characters, with which it could rule a
 * terminal, become blanks.
 */
public final class DiagnosticPrinter {
  /**
   * Whether the text carries ANSI colour, which the caller knows from the terminal and
   * {@code NO_COLOR}.
   */
  public enum Colour {
    PLAIN,
    ANSI
  }

  private final Colour colour;

  public DiagnosticPrinter(Colour colour) {
    this.colour = colour;
  }

  /** All of them, each followed by an empty line, and the summary; empty when there are none. */
  public String print(List<Diagnostic> diagnostics) {
    if (diagnostics.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    diagnostics.forEach(each -> text.append(print(each)).append('\n'));
    return text.append(summary(diagnostics)).append('\n').toString();
  }

  /** One, without a count: its heading and the lines below, each with its line end. */
  public String print(Diagnostic diagnostic) {
    Excerpt excerpt = Excerpt.of(diagnostic);
    String gutter = " ".repeat(excerpt.number().length());
    StringBuilder text = new StringBuilder(heading(diagnostic)).append('\n');
    text.append(gutter)
        .append(accent(" --> "))
        .append(place(diagnostic.location()))
        .append('\n');
    if (!excerpt.text().isEmpty()) {
      text.append(gutter).append(accent("  |")).append('\n');
      text.append(accent(" " + excerpt.number() + " |")).append(' ').append(excerpt.text());
      text.append('\n').append(gutter).append(accent("  |"));
      text.append(severe(diagnostic, " " + excerpt.carets())).append('\n');
    }
    if (!diagnostic.help().isEmpty()) {
      text.append(gutter).append(accent("  =")).append(" help: ");
      text.append(Excerpt.harmless(diagnostic.help())).append('\n');
    }
    return text.toString();
  }

  /** For example {@code 1 error, 3 warnings}. */
  public static String summary(List<Diagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    long warnings = diagnostics.size() - errors;
    if (warnings == 0) {
      return count(errors, "error");
    }
    return errors == 0
        ? count(warnings, "warning")
        : count(errors, "error") + ", " + count(warnings, "warning");
  }

  private static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private String heading(Diagnostic diagnostic) {
    String severity = diagnostic.severity().name().toLowerCase(Locale.ROOT);
    return severe(diagnostic, severity + "[" + diagnostic.code() + "]")
        + ": "
        + Excerpt.harmless(diagnostic.message());
  }

  private static String place(Location location) {
    String place = Excerpt.harmless(location.toString());
    return location.column() > 0 ? place + ":" + location.column() : place;
  }

  private String severe(Diagnostic diagnostic, String text) {
    return coloured(diagnostic.isError() ? "31" : "33", text);
  }

  private String accent(String text) {
    return coloured("34", text);
  }

  private String coloured(String code, String text) {
    return colour == Colour.PLAIN ? text : "\u001b[1;" + code + "m" + text + "\u001b[0m";
  }
}
