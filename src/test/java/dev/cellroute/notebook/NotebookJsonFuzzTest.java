package dev.cellroute.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cellroute.fault.InvalidInputException;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;

class NotebookJsonFuzzTest {
  private static final Path DIRECTORY = Path.of("/");

  @FuzzTest(maxDuration = "1m")
  void anyBytesAreANotebookOrADiagnosis(byte[] bytes) {
    try {
      Notebook notebook = NotebookReader.parse("fuzz.ipynb", DIRECTORY, Buffer.buffer(bytes));
      assertThat(notebook.cells()).noneMatch(cell -> cell.source().indexOf('\r') >= 0);
    } catch (InvalidInputException e) {
      assertThat(e.diagnostics()).isNotEmpty();
    }
  }
}
