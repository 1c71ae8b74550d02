package dev.cellroute.invocation;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * How one language says what every {@link SourceDialect} says. {@code epilogue} prints
 * {@code RESPONSE} and holds {@code {nonce}}; empty where a language has no way. {@code line} finds
 * the failed line of the running cell in a traceback, in its first group that took part.
 */
record Grammar(String setup, Prologue prologue, String epilogue, Pattern line) {
  /** For kernels whose tracebacks do not tell the cell's line, or not reliably. */
  static final Pattern NO_LINE = Pattern.compile("(?!)");

  private static final String NONCE = "{nonce}";

  Grammar {
    requireNonNull(setup, "setup");
    requireNonNull(prologue, "prologue");
    requireNonNull(epilogue, "epilogue");
    requireNonNull(line, "line");
  }

  String epilogue(String nonce) {
    return epilogue.replace(NONCE, nonce);
  }
}
