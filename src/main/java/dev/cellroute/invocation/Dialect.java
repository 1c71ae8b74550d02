package dev.cellroute.invocation;

import static java.util.Objects.requireNonNull;

import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.output.Output;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one language takes a request and gives its {@code RESPONSE} back. Request data never becomes
 * source code: it is carried in an alphabet that has no meaning in the language and decoded inside
 * the kernel. Pure and immutable.
 */
public interface Dialect {
  /** Code to run once in each kernel before the notebook's own setup cells, or empty. */
  String setup();

  /**
   * Whether a kernel prepared by {@link #setup} can also be called on a lane: then {@link #answer}
   * reads the outcomes of both.
   */
  default boolean hasResidentLane() {
    return false;
  }

  /**
   * One {@code execute_request} that assigns the document to {@code REQUEST} (a string), forgets an
   * earlier {@code RESPONSE}, and runs the source.
   */
  ExecuteRequest call(String source, String document);

  /**
   * What the call gave: the cell's own outputs, and {@code RESPONSE} when the cell assigned one.
   */
  Answer answer(Outcome outcome);

  /**
   * The line of {@code source} (from 1) where the failure happened, if the kernel's traceback
   * tells.
   */
  OptionalInt line(Output.Failure failure);

  /**
   * Outputs without the dialect's own, and the value of {@code RESPONSE} as a JSON value of Vert.x
   * JSON.
   */
  record Answer(List<Output> outputs, Optional<Object> response) {
    public Answer {
      outputs = List.copyOf(outputs);
      requireNonNull(response, "response");
    }
  }
}
