package dev.cellroute.endpoint;

import java.util.List;
import java.util.Optional;

/** The prefixes under which the gateway's own resources are. */
final class Reserved {
  static final String HELP = "the gateway's own resources are there; choose another path";

  private static final List<String> PREFIXES = List.of("/_api", "/api/executions");

  private Reserved() {}

  /** The prefix that a path is under, if any. */
  static Optional<String> prefixOf(String path) {
    return PREFIXES.stream()
        .filter(prefix -> (path + "/").startsWith(prefix + "/"))
        .findFirst();
  }
}
