package dev.cellroute.cli;

import java.util.Optional;

/** What this program is, as the jar's manifest says. */
final class Version {
  private Version() {}

  static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  static String sentence() {
    return "cellroute " + number() + " (Java " + Runtime.version().feature() + ")";
  }
}
