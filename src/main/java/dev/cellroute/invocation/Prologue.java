package dev.cellroute.invocation;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The code in front of an endpoint's source that assigns {@code REQUEST} and forgets
 * {@code RESPONSE}: {@code before} the document, the document in pieces with {@code between} them,
 * {@code after}. It ends on the line where the source begins, with its annotation, so that line
 * numbers stay the source's. {@code limit} is the length of a piece.
 */
record Prologue(String before, String between, String after, int limit) {
  /** Class files take 65,535 bytes a constant. */
  private static final int LITERAL_LIMIT = 60_000;

  Prologue {
    requireNonNull(before, "before");
    requireNonNull(between, "between");
    requireNonNull(after, "after");
  }

  /** Pieces as a list of literals in double quotes. */
  static Prologue doubleQuoted(String before, String after) {
    return new Prologue(before + '"', "\", \"", '"' + after, LITERAL_LIMIT);
  }

  /** Pieces as a list of literals in single quotes. */
  static Prologue singleQuoted(String before, String after) {
    return new Prologue(before + '\'', "', '", '\'' + after, LITERAL_LIMIT);
  }

  String of(String document) {
    return before + String.join(between, Base64Text.chunks(document, limit)) + after;
  }

  /**
   * A kernel's message without the line of the document, which compilers quote for a mistake below
   * it.
   */
  String removedFrom(String message) {
    String mark = before.substring(before.lastIndexOf('\n') + 1);
    return mark.isBlank() ? message : message.replaceAll(Pattern.quote(mark) + "[^\n]*", "…");
  }
}
