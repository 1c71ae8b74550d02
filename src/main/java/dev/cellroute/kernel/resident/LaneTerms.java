package dev.cellroute.kernel.resident;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Capacity;
import dev.cellroute.kernel.Capacity.Overlap;
import dev.cellroute.kernel.LaneProgram;
import dev.cellroute.kernel.LaneProgram.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What was agreed with one kernel when its lane was opened: the programs, why some of them are not
 * called on it, and the largest frame.
 */
record LaneTerms(List<LaneProgram> programs, List<Optional<String>> refusals, long maxFrame) {
  /** One call runs, three are sent ahead: with one they and the gateway took turns. */
  private static final int AHEAD = 4;

  LaneTerms {
    programs = List.copyOf(programs);
    refusals = List.copyOf(refusals);
  }

  /** The kernel's word, and the authors' before it. */
  static LaneTerms of(List<LaneProgram> programs, Hello hello, long maxFrame) {
    List<Optional<String>> refusals = new ArrayList<>(hello.refusals());
    for (int at = 0; at < refusals.size(); at++) {
      if (programs.get(at).way() == Way.STANDARD) {
        refusals.set(at, Optional.of("its author wants the standard way"));
      }
    }
    return new LaneTerms(programs, refusals, maxFrame);
  }

  boolean takes(int program) {
    return program >= 0 && program < refusals.size() && refusals.get(program).isEmpty();
  }

  Optional<String> refusal(int program) {
    return refusals.get(program);
  }

  /** How many calls the kernel is lent for at a time. */
  Capacity capacity() {
    return new Capacity(depth(), overlap());
  }

  /**
   * How many calls are sent that run one after the other. Where a program goes the standard way
   * nothing is sent ahead: the two ways know nothing of each other's turns.
   */
  private int depth() {
    return refusals.stream().allMatch(Optional::isEmpty) ? AHEAD : 1;
  }

  /** Calls that overlap must all be the lane's: on the standard way they would only queue up. */
  private Overlap overlap() {
    return IntStream.range(0, programs.size()).anyMatch(this::overlapsOutside)
        ? Overlap.NEVER
        : Overlap.AS_DECLARED;
  }

  private boolean overlapsOutside(int program) {
    return programs.get(program).concurrency() > 1 && !takes(program);
  }

  /** How many calls may be under way. */
  int limit() {
    int most = programs.stream().mapToInt(LaneProgram::concurrency).max().orElse(1);
    return Math.max(depth(), most);
  }

  /** Whether the kernel may begin a call of one while a call of the other runs. */
  boolean mayOverlap(int one, int other) {
    return one == other && programs.get(one).concurrency() > 1;
  }

  GatewayException tooLarge(long size) {
    return new GatewayException(
        ErrorCode.BODY_TOO_LARGE,
        "the request takes %d bytes on its way to the kernel (expected: at most %d)"
            .formatted(size, maxFrame));
  }
}
