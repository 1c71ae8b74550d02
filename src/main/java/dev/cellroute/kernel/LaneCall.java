package dev.cellroute.kernel;

import static java.util.Objects.requireNonNull;

/**
 * One call on a lane: the program's number, the document that becomes {@code REQUEST}, and the
 * number of output bytes after which it fails with {@code OUTPUT_LIMIT}.
 */
public record LaneCall(int program, String document, long maxOutput) {
  public LaneCall {
    requireNonNull(document, "document");
  }
}
