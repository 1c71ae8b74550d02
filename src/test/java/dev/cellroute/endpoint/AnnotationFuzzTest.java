package dev.cellroute.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class AnnotationFuzzTest {
  /** Any text compiles; no cell is lost or counted twice, and every message can be printed. */
  @FuzzTest(maxDuration = "1m")
  void anyTextCompiles(FuzzedDataProvider data) {
    String first = data.consumeString(200).replace('\r', '\n');
    String second = data.consumeRemainingAsString().replace('\r', '\n');
    NotebookApi api = Notebooks.compile(first, second);

    long served =
        api.endpoints().stream().mapToLong(each -> each.cells().size()).sum();
    assertThat(served + api.seedCells().size()).isLessThanOrEqualTo(2);
    assertThat(Notebooks.printed(api).isEmpty()).isEqualTo(api.diagnostics().isEmpty());
  }
}
