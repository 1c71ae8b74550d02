package dev.cellroute.invocation;

import dev.cellroute.invocation.JsonText.Style;
import org.jspecify.annotations.Nullable;

/** A notebook's value as our messages show it: as JSON, on one line, not longer than a glance. */
final class Quoted {
  private static final int GLANCE = 60;

  private Quoted() {}

  static String of(@Nullable Object value) {
    return cut(JsonText.of(Style.PYTHON, value instanceof String text ? glimpse(text) : value));
  }

  private static String cut(String json) {
    return json.length() <= GLANCE ? json : json.substring(0, GLANCE) + "…";
  }

  /** Enough of a text that may be very long; with its quotes it is still too long for a glance. */
  private static String glimpse(String text) {
    return text.length() <= GLANCE ? text : text.substring(0, GLANCE);
  }
}
