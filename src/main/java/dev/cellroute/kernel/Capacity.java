package dev.cellroute.kernel;

/**
 * How many calls a kernel may be given at once: {@code depth} that run one after the other, the
 * later ones waiting inside its lane, and whether those that declare so may run at the same time.
 */
public record Capacity(int depth, Overlap overlap) {
  /** One call at a time. */
  public static final Capacity SINGLE = new Capacity(1, Overlap.NEVER);

  /** Whether calls may run at the same time, as many as they themselves allow. */
  public enum Overlap {
    NEVER,
    AS_DECLARED
  }

  public Capacity {
    if (depth < 1) {
      throw new IllegalArgumentException("depth: " + depth + " (expected: >= 1)");
    }
  }

  /** Of a lane that queues calls and runs those together that declare so. */
  public static Capacity ofDepth(int depth) {
    return new Capacity(depth, depth > 1 ? Overlap.AS_DECLARED : Overlap.NEVER);
  }

  public boolean overlaps() {
    return overlap == Overlap.AS_DECLARED;
  }
}
