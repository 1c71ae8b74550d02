package dev.cellroute.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.testing.Document;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DocumentedStatusTest {
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
