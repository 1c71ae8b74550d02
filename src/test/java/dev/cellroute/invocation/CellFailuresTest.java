package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.Location;
import dev.cellroute.output.Output;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CellFailuresTest {
  private static final Location PLACE = Location.cell("iris.ipynb", 4, 3, 0);

  @Test
  void colourIsTakenOff() {
    CellFailureException failure =
        failure("Value\u001b[31mError", "\u001b[1mno", List.of("\u001b[0;31mline\u001b[0m"));

    assertThat(failure.errorName()).isEqualTo("ValueError");
    assertThat(failure.errorValue()).isEqualTo("no");
    assertThat(failure.traceback()).containsExactly("line");
    assertThat(failure.location()).isEqualTo(PLACE);
  }

  @Test
  void aFailureWithoutANameIsTold() {
    assertThat(failure("", "1", List.of())).hasMessage("the cell failed: 1");
    assertThat(failure("", "", List.of())).hasMessage("the cell failed");
  }

  @Test
  void theLineEndBehindAValueIsTakenOff() {
    assertThat(failure("simpleError", "no\n", List.of()))
        .hasMessage("simpleError: no")
        .extracting(CellFailureException::errorValue)
        .isEqualTo("no");
  }

  @Test
  void longEntryIsCut() {
    assertThat(failure("E", "", List.of("x".repeat(100_000))).traceback())
        .containsExactly("x".repeat(CellFailures.MAX_ENTRY) + "…");
  }

  @Test
  void beginningOfALongTracebackGoesFirst() {
    List<String> traceback = Collections.nCopies(10_000, "x".repeat(1023));

    List<String> kept = failure("E", "", traceback).traceback();

    assertThat(kept).hasSize(65).startsWith("…", "x".repeat(1023));
  }

  private static CellFailureException failure(String name, String value, List<String> traceback) {
    return CellFailures.of(new Output.Failure(name, value, traceback), PLACE);
  }
}
