package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

/** A setting's text and where it was given. */
record Given(String text, Place place) {
  Given {
    requireNonNull(text, "text");
    requireNonNull(place, "place");
  }
}
