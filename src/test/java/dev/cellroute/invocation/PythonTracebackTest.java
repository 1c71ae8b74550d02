package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.output.Output;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PythonTracebackTest {
  /** Recorded from kernels with IPython 7.34, 8.0, 8.4, 8.12 and 9.18. */
  @TestFactory
  Stream<DynamicTest> theLineOfARecordedTracebackIsFound() {
    return new JsonArray(Resources.text("python-tracebacks.json"))
        .stream().map(JsonObject.class::cast).map(PythonTracebackTest::recorded);
  }

  private static DynamicTest recorded(JsonObject recorded) {
    String name = recorded.getString("version") + ": " + recorded.getString("case");
    return DynamicTest.dynamicTest(
        name,
        () -> assertThat(PythonTraceback.line(failure(recorded)))
            .isEqualTo(OptionalInt.of(recorded.getInteger("line"))));
  }

  private static Output.Failure failure(JsonObject recorded) {
    List<String> traceback =
        recorded.getJsonArray("traceback").stream().map(String.class::cast).toList();
    return new Output.Failure(recorded.getString("name"), recorded.getString("value"), traceback);
  }

  @Test
  void aPlainTracebackHasItsNumberInTheFirstLine() {
    assertThat(line("OSError", "seed", "Cell In[3], line 12\n    seeded()")).hasValue(12);
  }

  @Test
  void aBrokenModuleIsNotTheCell() {
    assertThat(line("SyntaxError", "invalid syntax (helper.py, line 40)", "…")).isEmpty();
  }

  @Test
  void aTracebackWithoutACellTellsNothing() {
    assertThat(line("KeyError", "'x'", "KeyError: 'x'")).isEmpty();
    assertThat(PythonTraceback.line(new Output.Failure("KeyError", "", List.of())))
        .isEmpty();
  }

  @Test
  void anAbsurdNumberTellsNothing() {
    assertThat(line("OSError", "", "Cell In[1], line 99999999999")).isEmpty();
  }

  private static OptionalInt line(String name, String value, String traceback) {
    return PythonTraceback.line(new Output.Failure(name, value, List.of(traceback)));
  }
}
