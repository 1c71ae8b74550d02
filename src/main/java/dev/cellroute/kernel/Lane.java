package dev.cellroute.kernel;

import java.util.Optional;

/**
 * A second way into a live kernel: programs it was given once are run by their number, without the
 * Jupyter protocol. It belongs to one kernel and ends with it. What a call gives is the same
 * {@link Outcome} as on the standard way.
 */
public interface Lane {
  /** Whether the kernel runs this program on the lane; a number it was never given is not taken. */
  boolean takes(int program);

  /** Why the kernel runs a program on the standard way only, in its own words. */
  Optional<String> refusal(int program);

  /**
   * Sends one call of a program that is taken, behind those sent before. Fails through the
   * exchange, never by throwing; a call that was certainly not begun when the kernel was lost fails
   * with a {@link NotBegunException}.
   */
  Exchange call(LaneCall call);
}
