package dev.cellroute.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.testing.Document;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DocumentedStatusTest {
  /** Nobody who calls is told of these: they belong to a start, or to who has gone. */
  private static final Set<ErrorCode> NOT_FOR_CALLERS = EnumSet.of(
      ErrorCode.UNPROCESSABLE,
      ErrorCode.CANCELLED,
      ErrorCode.KERNEL_START_FAILED,
      ErrorCode.SEED_FAILED,
      ErrorCode.INVALID_INPUT);

  @Test
  void everyErrorForCallersIsDocumented() {
    List<String> documented = Document.page("annotations").table("Error").stream()
        .map(row -> row.get(0))
        .toList();

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.copyOf(NOT_FOR_CALLERS)).stream()
                .map(code -> "`" + code.code() + "`")
                .toList());
  }

  @Test
  void everyErrorOfTheDocumentationHasItsStatus() {
    List<List<String>> rows = Document.page("annotations").table("Error");

    assertThat(rows).hasSizeGreaterThan(10).allSatisfy(row -> {
      ErrorCode code = Arrays.stream(ErrorCode.values())
          .filter(each -> row.get(0).equals("`" + each.code() + "`"))
          .findFirst()
          .orElseThrow();
      assertThat(row.get(1)).isEqualTo(Integer.toString(StatusOf.code(code)));
    });
  }
}
