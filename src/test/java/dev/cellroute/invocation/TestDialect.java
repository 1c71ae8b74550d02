package dev.cellroute.invocation;

import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.output.Output;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** A language whose traceback is the number of the line. */
final class TestDialect implements Dialect {
  private final List<String> threads = new CopyOnWriteArrayList<>();

  /** The names of the threads that made a call. */
  List<String> threads() {
    return threads;
  }

  @Override
  public String setup() {
    return "";
  }

  @Override
  public ExecuteRequest call(String source, String document) {
    threads.add(Thread.currentThread().getName());
    return ExecuteRequest.of(document + "\n" + source);
  }

  @Override
  public Answer answer(Outcome outcome) {
    return new Answer(outcome.outputs(), Optional.empty());
  }

  @Override
  public OptionalInt line(Output.Failure failure) {
    return failure.traceback().isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(failure.traceback().get(0)));
  }
}
