package dev.cellroute.kernel;

import static java.util.Objects.requireNonNull;

import dev.cellroute.kernel.Outcome.Afterwards;
import dev.cellroute.output.Output;
import dev.cellroute.protocol.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far one {@code execute_request} is. Pure: it hears content and answers questions.
 *
 * <pre>
 *   RUNNING ──reply──► REPLIED ──idle──► DONE
 *      └──────idle──► IDLE ────reply─────┘
 * </pre>
 *
 * Reply and idle travel on different sockets, so either may come first.
 */
final class ExecuteProgress {
  /** What has been heard of the end. */
  enum Stage {
    RUNNING,
    REPLIED,
    IDLE,
    DONE
  }

  private static final Output.Failure INPUT_REFUSED = new Output.Failure(
      "StdinNotImplementedError",
      "the cell asked for input, and there is nobody to answer",
      List.of());

  private final OutputCollector collector;
  private Content.@Nullable Executed reply;
  private boolean idle;
  private boolean inputRefused;
  private int heard;

  ExecuteProgress(long maxOutput) {
    collector = new OutputCollector(maxOutput);
  }

  void hear(Content content) {
    heard++;
    if (content instanceof Content.Shown shown) {
      collector.add(shown.output(), shown.size());
    } else if (content instanceof Content.Executed executed) {
      reply = executed;
    } else if (content == Content.Status.IDLE) {
      idle = true;
    } else if (content instanceof Content.InputWanted) {
      inputRefused = true;
    }
  }

  void overflow() {
    collector.overflow();
  }

  Stage stage() {
    if (reply == null) {
      return idle ? Stage.IDLE : Stage.RUNNING;
    }
    return idle ? Stage.DONE : Stage.REPLIED;
  }

  boolean isOverLimit() {
    return collector.isFull();
  }

  /** How many messages were heard: an unchanged count means that nothing arrives any more. */
  int heard() {
    return heard;
  }

  /** What came of it; asked once, after the reply. */
  Outcome outcome() {
    Content.Executed end = requireNonNull(reply, "reply");
    failures(end).forEach(failure -> collector.add(failure, 0));
    return new Outcome(
        collector.outputs(),
        end.expressions(),
        end.asksExit() ? Afterwards.LEAVES : Afterwards.STAYS);
  }

  /**
   * Kotlin's kernel tells a failure only in its reply, and some kernels let an unanswered question
   * pass.
   */
  private List<Output.Failure> failures(Content.Executed end) {
    if (collector.hasFailure()) {
      return List.of();
    }
    return end.failure().isEmpty() && inputRefused ? List.of(INPUT_REFUSED) : end.failure();
  }
}
