package dev.cellroute.endpoint;

import dev.cellroute.endpoint.OptionCompiler.Declared;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.notebook.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Joins annotated cells to endpoints: cells of one route in notebook order, each with its
 * ResponseInfo cells, the most specific endpoint first. What is wrong or can never be reached is
 * left out and reported. Used once.
 */
final class EndpointAssembler {
  private final Map<String, List<AnnotatedCell>> routes;
  private final Map<String, List<AnnotatedCell>> responseInfos;
  private final OptionCompiler options;
  private final Map<String, AnnotatedCell> shapes = new HashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** Both maps go from a route, for example {@code GET /x}, to its cells in notebook order. */
  EndpointAssembler(
      Map<String, List<AnnotatedCell>> routes,
      Map<String, List<AnnotatedCell>> responseInfos,
      OptionCompiler options) {
    this.routes = routes;
    this.responseInfos = responseInfos;
    this.options = options;
  }

  List<Endpoint> assemble() {
    List<Endpoint> endpoints = new ArrayList<>();
    for (List<AnnotatedCell> cells : routes.values()) {
      PathParser parser = new PathParser(cells.get(0).annotation().path());
      PathTemplate path = parser.parse();
      if (isSound(cells.get(0), path, parser.problems())) {
        endpoints.add(endpoint(cells, path));
      }
    }
    endpoints.sort(Comparator.comparing(Endpoint::path, Specificity.MOST_SPECIFIC_FIRST));
    return endpoints;
  }

  /** What was found while assembling, in no particular order. */
  List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  private boolean isSound(AnnotatedCell first, PathTemplate path, List<PathProblem> problems) {
    problems.forEach(problem -> diagnostics.add(first.diagnostic(problem)));
    return problems.stream().noneMatch(PathProblem::isError)
        && !isReserved(first, path)
        && !isShadowed(first, path);
  }

  private boolean isReserved(AnnotatedCell cell, PathTemplate path) {
    Optional<String> reserved = Reserved.prefixOf(path.shape());
    reserved.ifPresent(prefix -> diagnostics.add(
        cell.error("reserved-path", "'" + path + "' is under the reserved prefix " + prefix)
            .withHelp(Reserved.HELP)));
    return reserved.isPresent();
  }

  /**
   * Two templates of one verb that differ in names only: Kernel Gateway serves the first, and so do
   * we.
   */
  private boolean isShadowed(AnnotatedCell cell, PathTemplate path) {
    AnnotatedCell first = shapes.putIfAbsent(cell.annotation().verb() + path.shape(), cell);
    if (first == null) {
      return false;
    }
    String message = cell.route() + " is never reached: " + first.route() + " in cell "
        + first.cell().number();
    diagnostics.add(cell.warning("shadowed-route", message + " answers the same requests")
        .withHelp("use one path, then the cells are joined, or another verb"));
    return true;
  }

  private Endpoint endpoint(List<AnnotatedCell> cells, PathTemplate path) {
    Annotation annotation = cells.get(0).annotation();
    List<AnnotatedCell> infos = responseInfos.getOrDefault(annotation.route(), List.of());
    Declared declared = options.declared(cells, infos);
    return new Endpoint(
        annotation.verb(),
        path,
        summary(declared, cells),
        bare(cells),
        bare(infos),
        declared.options());
  }

  private static String summary(Declared declared, List<AnnotatedCell> cells) {
    Stream<String> inAnnotations = cells.stream().map(cell -> cell.annotation().summary());
    return Stream.concat(Stream.of(declared.summary()), inAnnotations)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static List<Cell> bare(List<AnnotatedCell> cells) {
    return cells.stream().map(AnnotatedCell::cell).toList();
  }
}
