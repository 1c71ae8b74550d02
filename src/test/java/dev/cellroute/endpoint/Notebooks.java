package dev.cellroute.endpoint;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.DiagnosticPrinter;
import dev.cellroute.notebook.Cell;
import dev.cellroute.notebook.Notebook;
import dev.cellroute.notebook.NotebookReader;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notebooks for tests: made of cells here, or read from the golden files. */
final class Notebooks {
  private static final Path GOLDEN = Path.of("src/test/notebooks");

  private Notebooks() {}

  /** A Python notebook called {@code test.ipynb} of code cells. */
  static Notebook python(String... sources) {
    return of("python", sources);
  }

  static Notebook of(String language, String... sources) {
    List<Cell> cells = new ArrayList<>();
    for (String source : sources) {
      cells.add(new Cell(cells.size() + 1, Cell.Type.CODE, source, List.of()));
    }
    return of(language, cells);
  }

  static Notebook of(String language, List<Cell> cells) {
    return new Notebook("test.ipynb", Path.of("/"), "", language, cells, Buffer.buffer());
  }

  static NotebookApi compile(String... sources) {
    return compile(python(sources));
  }

  static NotebookApi compile(Notebook notebook) {
    return NotebookCompiler.compile(notebook, "", Optional.empty());
  }

  static NotebookApi golden(String name) {
    return compile(NotebookReader.read(GOLDEN.resolve(name)));
  }

  static String printed(NotebookApi api) {
    return printed(api.diagnostics());
  }

  static String printed(List<Diagnostic> diagnostics) {
    return new DiagnosticPrinter(DiagnosticPrinter.Colour.PLAIN).print(diagnostics);
  }
}
