package dev.cellroute.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.notebook.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each notebook under {@code src/test/notebooks} shows one rule; the text file beside it says what
 * comes of it.
 */
class GoldenNotebookTest {
  private static final Path DIRECTORY = Path.of("src/test/notebooks");

  @ParameterizedTest
  @MethodSource("notebooks")
  void aNotebookCompilesToWhatItsTextFileSays(String name) throws IOException {
    Path expected = DIRECTORY.resolve(name.replace(".ipynb", ".txt"));

    assertThat(outcome(name)).isEqualTo(Files.readString(expected));
  }

  private static List<String> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".ipynb"))
          .sorted()
          .toList();
    }
  }

  private static String outcome(String name) {
    try {
      NotebookApi api = Notebooks.golden(name);
      return routes(api) + "seeds: " + numbers(api.seedCells()) + "\n\n" + Notebooks.printed(api);
    } catch (InvalidInputException e) {
      return Notebooks.printed(e.diagnostics());
    }
  }

  private static String routes(NotebookApi api) {
    StringBuilder routes = new StringBuilder();
    for (Endpoint endpoint : api.endpoints()) {
      routes.append(endpoint.verb()).append(' ').append(endpoint.path());
      routes.append(" cells ").append(numbers(endpoint.cells()));
      routes.append(" response-info ").append(numbers(endpoint.responseInfo()));
      routes.append(" summary '").append(endpoint.summary()).append("'\n");
    }
    return routes.toString();
  }

  private static List<Integer> numbers(List<Cell> cells) {
    return cells.stream().map(Cell::number).toList();
  }
}
