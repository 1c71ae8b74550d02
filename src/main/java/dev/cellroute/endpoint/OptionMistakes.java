package dev.cellroute.endpoint;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Diagnostic.Severity;

/** The diagnostics of blocks, known by the end of their codes. */
final class OptionMistakes {
  private static final String SUFFIX = "-option";

  private OptionMistakes() {}

  /**
   * A wrong block as a warning, because it is a remark; every other diagnostic is left as it is.
   */
  static Diagnostic tolerated(Diagnostic each) {
    return each.code().endsWith(SUFFIX)
        ? new Diagnostic(
            Severity.WARNING,
            each.code(),
            each.message(),
            each.location(),
            each.excerpt(),
            each.width(),
            each.help())
        : each;
  }
}
