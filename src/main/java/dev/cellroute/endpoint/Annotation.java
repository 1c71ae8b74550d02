package dev.cellroute.endpoint;

import static java.util.Objects.requireNonNull;

/**
 * What the first line of a cell says: its kind, a verb and a path. {@code path} is the text as
 * written, beginning with a slash; {@code column} is where it begins, from 1; {@code summary} is
 * what follows it, or empty.
 */
record Annotation(Kind kind, Verb verb, String path, int column, String summary) {
  /** The three kinds of annotated cells, by the word before the verb. */
  enum Kind {
    ENDPOINT(""),
    RESPONSE_INFO("ResponseInfo"),
    EXAMPLE("EXAMPLE");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The kind that begins with this word; without a word of its own it is an endpoint. */
    static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      return ENDPOINT;
    }

    /** Empty for an endpoint, whose annotation begins with the verb. */
    String word() {
      return word;
    }
  }

  Annotation {
    requireNonNull(kind, "kind");
    requireNonNull(verb, "verb");
    requireNonNull(path, "path");
    requireNonNull(summary, "summary");
  }

  /** Verb and path, as messages name a route. */
  String route() {
    return verb + " " + path;
  }
}
