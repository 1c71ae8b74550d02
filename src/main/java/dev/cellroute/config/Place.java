package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Location;

/**
 * Where a setting was made: a line of a file (with the line's text for a caret), an environment
 * variable or an option.
 */
record Place(Location location, String excerpt, int width) {
  Place {
    requireNonNull(location, "location");
    requireNonNull(excerpt, "excerpt");
  }

  /** An environment variable, an option, or {@code default}. */
  static Place named(String name) {
    return new Place(Location.file(name), "", 0);
  }

  /** The same place without its line, for a line that holds what must not be printed. */
  Place withoutExcerpt() {
    return new Place(location, "", 0);
  }

  /** The same place with its line cut behind the marked part. */
  Place cutBehindMark() {
    int end = Math.min(excerpt.length(), Math.max(0, location.column() - 1 + width));
    return new Place(location, excerpt.substring(0, end), width);
  }

  Diagnostic error(String code, String message) {
    return Diagnostic.error(code, message, location).withExcerpt(excerpt, width);
  }

  Diagnostic warning(String code, String message) {
    return Diagnostic.warning(code, message, location).withExcerpt(excerpt, width);
  }

  @Override
  public String toString() {
    return location.toString();
  }
}
