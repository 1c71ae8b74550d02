package dev.cellroute.http;

import org.jspecify.annotations.Nullable;

/**
 * When a request last moved, its body towards the gateway or its answer away from it, in
 * nanoseconds of the gateway's clock. Used on the server's event loop.
 */
final class Flow {
  private long quietSince;
  private boolean answering;
  private @Nullable Stall body;
  private long bodySince;
  private long bodyBytes;

  /** What is done when a body stops arriving. */
  @FunctionalInterface
  interface Stall {
    void stalled();
  }

  void moved(long now) {
    quietSince = now;
  }

  void bodyBegins(Stall stall, long now) {
    body = stall;
    bodyBytes = 0;
    bodySince = now;
    quietSince = now;
  }

  void bodyArrives(int bytes, long now) {
    bodyBytes += bytes;
    quietSince = now;
  }

  void bodyEnded() {
    body = null;
  }

  void answerLeaves(long now) {
    answering = true;
    quietSince = now;
  }

  void answered(long now) {
    answering = false;
    quietSince = now;
  }

  long quietSince() {
    return quietSince;
  }

  boolean isAnswering() {
    return answering;
  }

  boolean isQuiet(long now, long patience) {
    return now - quietSince > patience;
  }

  /** Whom to tell that the body stopped, or comes too slowly; null while all is well. */
  @Nullable
  Stall stalled(long now, long patience, ConnectionLimits limits) {
    boolean late = isQuiet(now, patience) || now - bodySince > limits.bodyNanos(bodyBytes);
    return body != null && late ? body : null;
  }
}
