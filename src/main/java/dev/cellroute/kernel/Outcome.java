package dev.cellroute.kernel;

import static java.util.Objects.requireNonNull;

import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an execution showed, complete and in order. {@code expressions} holds the values of the
 * requested expressions (absent when evaluation failed); {@code afterwards} says whether the kernel
 * announced its own end ({@code ask_exit}); {@code next} is what the program after it showed, where
 * both ran in one call.
 */
public record Outcome(
    List<Output> outputs,
    Map<String, MimeBundle> expressions,
    Afterwards afterwards,
    Optional<Outcome> next) {
  /** What the kernel does next. */
  public enum Afterwards {
    STAYS,
    LEAVES
  }

  public Outcome {
    outputs = List.copyOf(outputs);
    expressions = Map.copyOf(expressions);
    requireNonNull(afterwards, "afterwards");
    requireNonNull(next, "next");
  }

  /** With no program after it. */
  public Outcome(List<Output> outputs, Map<String, MimeBundle> expressions, Afterwards afterwards) {
    this(outputs, expressions, afterwards, Optional.empty());
  }

  public Optional<Output.Failure> failure() {
    return Output.firstFailure(outputs);
  }
}
