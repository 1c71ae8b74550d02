package dev.cellroute.invocation;

import static java.util.Objects.requireNonNull;

import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.output.Ansi;
import dev.cellroute.output.Output;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Languages whose kernels know only source code: a prologue assigns {@code REQUEST} on the line
 * where the source begins, and an epilogue prints {@code RESPONSE}. The epilogue is there only when
 * the source has the word {@code RESPONSE} in it; then the value of the last expression is not
 * shown any more. Requests are audible, because these kernels show nothing of a silent one.
 */
final class SourceDialect implements Dialect {
  private static final Pattern RESPONSE = Pattern.compile("\\bRESPONSE\\b");

  private final Grammar grammar;
  private final Frame frame;

  SourceDialect(Grammar grammar, Frame frame) {
    this.grammar = requireNonNull(grammar, "grammar");
    this.frame = requireNonNull(frame, "frame");
  }

  @Override
  public String setup() {
    return grammar.setup();
  }

  @Override
  public ExecuteRequest call(String source, String document) {
    return ExecuteRequest.of(grammar.prologue().of(document) + source + epilogue(source));
  }

  private String epilogue(String source) {
    boolean answers = !grammar.epilogue().isEmpty() && RESPONSE.matcher(source).find();
    return answers ? "\n" + grammar.epilogue(frame.nonce()) : "";
  }

  /** Of a cell that failed only the outputs count, whatever RESPONSE is. */
  @Override
  public Answer answer(Outcome outcome) {
    Frame.Opened opened = frame.open(outcome.outputs());
    List<Output> outputs = opened.outputs().stream().map(this::withoutRequest).toList();
    boolean failed = outcome.failure().isPresent();
    return new Answer(outputs, failed ? Optional.empty() : opened.response());
  }

  private Output withoutRequest(Output output) {
    return output instanceof Output.Failure failure ? withoutRequest(failure) : output;
  }

  private Output.Failure withoutRequest(Output.Failure failure) {
    Prologue prologue = grammar.prologue();
    List<String> traceback =
        failure.traceback().stream().map(prologue::removedFrom).toList();
    return new Output.Failure(failure.name(), prologue.removedFrom(failure.value()), traceback);
  }

  @Override
  public OptionalInt line(Output.Failure failure) {
    String traceback = String.join("\n", failure.traceback());
    return TracebackLine.find(grammar.line(), Ansi.strip(traceback));
  }
}
