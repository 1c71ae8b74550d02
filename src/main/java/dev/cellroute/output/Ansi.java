package dev.cellroute.output;

import java.util.regex.Pattern;

/** Terminal colour in kernels' tracebacks (ECMA-48 control sequences). */
public final class Ansi {
  private static final Pattern SEQUENCE =
      Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]|\u001b[@-Z\\\\-_]");

  private Ansi() {}

  /** The text without its control sequences. */
  public static String strip(String text) {
    return text.indexOf('\u001b') < 0 ? text : SEQUENCE.matcher(text).replaceAll("");
  }
}
