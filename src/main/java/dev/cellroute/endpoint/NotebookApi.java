package dev.cellroute.endpoint;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.notebook.Cell;
import dev.cellroute.notebook.Notebook;
import java.util.List;

/**
 * A compiled notebook: its endpoints in order of specificity (the first that matches a path wins,
 * per verb), the cells that seed each kernel in notebook order, and what the compiler found to say.
 * There may be errors among it; a caller that serves the notebook looks for them first.
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

  /** Whether anybody could call it. */
  public boolean hasRoutes() {
    return !endpoints.isEmpty();
  }

  /**
   * The same for a notebook that was written when comments below an annotation said nothing: wrong
   * options are remarks, with a warning.
   */
  public NotebookApi withOptionsOrRemarks() {
    List<Diagnostic> tolerated =
        diagnostics.stream().map(OptionMistakes::tolerated).toList();
    return new NotebookApi(notebook, endpoints, seedCells, tolerated);
  }

  /** What the compiler found, if it is no mistake that the notebook has no endpoint. */
  public List<Diagnostic> withoutNeedOfRoutes() {
    return diagnostics.stream().map(NoEndpoints::tolerated).toList();
  }
}
