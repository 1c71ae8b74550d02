package dev.cellroute.endpoint;

import dev.cellroute.endpoint.Annotation.Kind;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.notebook.Cell;
import dev.cellroute.notebook.Notebook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One compilation under way: sorts the cells by what they are, then asks everyone for an opinion.
 * Used once.
 */
final class Compilation {
  private static final String EXAMPLE_TAG = "example";
  private static final Comparator<Diagnostic> BY_PLACE = Comparator.<Diagnostic>comparingInt(
          each -> each.location().cell())
      .thenComparingInt(each -> each.location().line())
      .thenComparingInt(each -> each.location().column());

  private final Notebook notebook;
  private final CommentSyntax syntax;
  private final String language;
  private final AnnotationParser parser;
  private final CellLint lint;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<Cell> seeds = new ArrayList<>();
  private final List<AnnotatedCell> endpoints = new ArrayList<>();
  private final List<AnnotatedCell> responseInfos = new ArrayList<>();
  private final List<AnnotatedCell> examples = new ArrayList<>();
  private final List<AnnotatedCell> notCode = new ArrayList<>();

  /** {@code language} is the notebook's, or empty where nobody knows it. */
  Compilation(Notebook notebook, CommentSyntax syntax, String language) {
    this.notebook = notebook;
    this.syntax = syntax;
    this.language = language;
    this.parser = new AnnotationParser(syntax);
    this.lint = new CellLint(notebook.name(), syntax);
  }

  NotebookApi api(List<Diagnostic> before) {
    notebook.cells().forEach(this::sort);
    OptionCompiler options = new OptionCompiler(syntax, language, diagnostics::add);
    EndpointAssembler assembler =
        new EndpointAssembler(byRoute(endpoints), byRoute(responseInfos), options);
    List<Endpoint> assembled = assembler.assemble();
    diagnostics.addAll(before);
    diagnostics.addAll(assembler.diagnostics());
    reportLoneCells(RouteTable.of(assembled));
    diagnostics.sort(BY_PLACE);
    return new NotebookApi(notebook, assembled, seeds, diagnostics);
  }

  private void sort(Cell cell) {
    Optional<AnnotatedCell> annotated = annotated(cell);
    if (!cell.isCode()) {
      annotated.ifPresent(notCode::add);
      return;
    }
    diagnostics.addAll(lint.check(cell));
    annotated.ifPresentOrElse(
        each -> cellsOf(each.annotation().kind()).add(each), () -> seed(cell));
  }

  private Optional<AnnotatedCell> annotated(Cell cell) {
    SourceLine first = SourceLine.first(notebook.name(), cell);
    return parser.parse(first.text()).map(found -> new AnnotatedCell(cell, first, found));
  }

  private List<AnnotatedCell> cellsOf(Kind kind) {
    return switch (kind) {
      case ENDPOINT -> endpoints;
      case RESPONSE_INFO -> responseInfos;
      case EXAMPLE -> examples;
    };
  }

  private void seed(Cell cell) {
    if (!cell.source().isBlank() && !cell.tags().contains(EXAMPLE_TAG)) {
      seeds.add(cell);
    }
  }

  private static Map<String, List<AnnotatedCell>> byRoute(List<AnnotatedCell> cells) {
    Map<String, List<AnnotatedCell>> byRoute = new LinkedHashMap<>();
    for (AnnotatedCell cell : cells) {
      byRoute.computeIfAbsent(cell.route(), route -> new ArrayList<>()).add(cell);
    }
    return byRoute;
  }

  private void reportLoneCells(RouteTable table) {
    Orphans orphans = new Orphans(byRoute(endpoints).keySet());
    diagnostics.addAll(orphans.responseInfos(responseInfos));
    diagnostics.addAll(orphans.notCode(notCode));
    diagnostics.addAll(Orphans.examples(examples, table));
    if (endpoints.isEmpty()) {
      diagnostics.add(NoEndpoints.of(notebook, syntax));
    }
  }
}
