package dev.cellroute.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cellroute.fault.InvalidInputException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookReaderTest {
  private static final String ONE_CELL = """
      {"cells": [{"cell_type": "code", "metadata": {"tags": ["example"]}, "source": ["a\\r\\n", "b"]},
                 {"cell_type": "markdown", "source": "# Title"}, {"cell_type": "raw", "source": []}],
       "metadata": {"kernelspec": {"name": "python3", "language": "py"}, "language_info": {"name": "python"}},
       "nbformat": 4, "nbformat_minor": 5}
      """;

  @TempDir
  Path directory;

  @Test
  void aNotebookIsItsCellsItsKernelAndItsLanguage() throws IOException {
    Path file = directory.resolve("iris.ipynb");
    Files.writeString(file, ONE_CELL);

    assertThat(NotebookReader.read(file))
        .isEqualTo(new Notebook(
            "iris.ipynb",
            directory,
            "python3",
            "python",
            List.of(
                new Cell(1, Cell.Type.CODE, "a\nb", List.of("example")),
                new Cell(2, Cell.Type.MARKDOWN, "# Title", List.of()),
                new Cell(3, Cell.Type.RAW, "", List.of())),
            Buffer.buffer(ONE_CELL)));
  }

  @Test
  void aFileInTheWorkingDirectoryHasADirectory() {
    Path golden = Path.of("src/test/notebooks/no-metadata.ipynb");

    assertThat(NotebookReader.read(golden).directory())
        .isEqualTo(golden.toAbsolutePath().getParent());
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = directory.resolve("nowhere.ipynb");

    assertThatFails(() -> NotebookReader.read(file), file + ": there is no such file");
  }

  @Test
  void aDirectoryIsNoNotebook() {
    assertThatFails(
        () -> NotebookReader.read(directory),
        directory + ": this is not a file (expected: a notebook)");
  }

  @Test
  void namesOfFilesAreTextAndNotUrls() throws IOException {
    Path file = directory.resolve("a b?c#d%20e.ipynb");
    Files.writeString(file, ONE_CELL);

    assertThat(NotebookReader.read(file).name()).isEqualTo("a b?c#d%20e.ipynb");
  }

  @Test
  void deepNestingIsReported() {
    String deep = "[".repeat(100_000);

    assertThatFails(
        () -> parse(deep),
        "deep.ipynb: beyond our limits: Document nesting depth (1001) exceeds the maximum allowed (1000, from"
            + " `StreamReadConstraints.getMaxNestingDepth()`)");
  }

  @Test
  void aHugeFileIsRefusedUnread() {
    Buffer huge = Buffer.buffer(new byte[NotebookReader.MAX_BYTES + 1]);

    assertThatFails(
        () -> NotebookReader.parse("huge.ipynb", directory, huge),
        "huge.ipynb: more than 64 MiB (expected: 64 MiB at most)");
  }

  @Test
  void atMostFiftyMistakesAreListed() {
    String cells = "1,".repeat(999) + "1";

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> parse("{\"nbformat\": 4, \"cells\": [" + cells + "]}"))
        .satisfies(thrown -> assertThat(thrown.diagnostics()).hasSize(50));
  }

  @Test
  void otherEncodingsOfUnicodeAreRead() {
    Buffer utf16 = Buffer.buffer(ONE_CELL.getBytes(StandardCharsets.UTF_16));

    assertThat(NotebookReader.parse("utf16.ipynb", directory, utf16).cells()).hasSize(3);
  }

  @Test
  void aNullCountsAsAbsent() {
    Notebook notebook = parse(
        "{\"nbformat\": 4, \"metadata\": {\"kernelspec\": null, \"language_info\": {\"name\": null}},"
            + " \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"metadata\": null}]}");

    assertThat(notebook.kernelName()).isEmpty();
    assertThat(notebook.language()).isEmpty();
  }

  private Notebook parse(String json) {
    return NotebookReader.parse("deep.ipynb", directory, Buffer.buffer(json));
  }

  private static void assertThatFails(Runnable reading, String message) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(reading::run)
        .withMessage(message);
  }
}
