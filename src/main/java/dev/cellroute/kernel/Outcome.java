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
 * announced its own end ({@code ask_exit}).
 */
public record Outcome(
    List<Output> outputs, Map<String, MimeBundle> expressions, Afterwards afterwards) {
  /** What the kernel does next. */
  public enum Afterwards {
    STAYS,
    LEAVES
  }

  public Outcome {
    outputs = List.copyOf(outputs);
    expressions = Map.copyOf(expressions);
    requireNonNull(afterwards, "afterwards");
  }

  public Optional<Output.Failure> failure() {
    return Output.firstFailure(outputs);
  }
}
