package dev.cellroute.endpoint;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A parsed path: literal segments, {@code :name} and a last {@code *name}. Matching works on the raw, still
 * percent-encoded path; a literal in the template matches its percent-encoded form too.
 */
public record PathTemplate(String text, List<Segment> segments) {
  /** One part between slashes. */
  public sealed interface Segment {
    /** Matches exactly this text. */
    record Literal(String text) implements Segment {}

    /** {@code :name}, one segment of at least one character. */
    record Parameter(String name) implements Segment {}

    /** {@code *name}, the rest of the path. */
    record Rest(String name) implements Segment {}
  }

  public PathTemplate {
    requireNonNull(text, "text");
    segments = List.copyOf(segments);
  }

  @Override
  public String toString() {
    return text;
  }
}
