package dev.cellroute.invocation;

import static java.util.Objects.requireNonNull;

/** One header line, of a request or of a response. */
public record Header(String name, String value) {
  public Header {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
  }
}
