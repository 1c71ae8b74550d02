package dev.cellroute.endpoint;

import java.util.Optional;

/** The methods an annotation can name. */
public enum Verb {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE,
  HEAD,
  OPTIONS;

  /** The verb with exactly this name; HTTP methods are case-sensitive (RFC 9110, 9.1). */
  public static Optional<Verb> of(String name) {
    for (Verb verb : values()) {
      if (verb.name().equals(name)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }
}
