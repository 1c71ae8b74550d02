package dev.cellroute.endpoint;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.notebook.Cell;
import dev.cellroute.notebook.Notebook;
import java.util.List;

/**
 * A compiled notebook: its endpoints in order of specificity (the first that matches a path wins, per verb), the cells
 * that seed each kernel in notebook order, and what the compiler found to say. It may carry errors; a caller that serves
 * it checks {@link #hasErrors} first.
 */
public record NotebookApi(
    Notebook notebook,
    List<Endpoint> endpoints,
    List<Cell> seedCells,
    List<Diagnostic> diagnostics) {
  public NotebookApi {
    requireNonNull(notebook, "notebook");
    endpoints = List.copyOf(endpoints);
    seedCells = List.copyOf(seedCells);
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
