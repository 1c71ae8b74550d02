package dev.cellroute.endpoint;

import dev.cellroute.fault.Diagnostic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds cells that speak of a route which the notebook does not have. All are warnings: they are
 * never run. Pure.
 */
final class Orphans {
  private final Set<String> routes;

  /** The routes that have a cell, for example {@code GET /x}, also those that are never reached. */
  Orphans(Set<String> routes) {
    this.routes = Set.copyOf(routes);
  }

  List<Diagnostic> responseInfos(Iterable<AnnotatedCell> cells) {
    List<Diagnostic> found = new ArrayList<>();
    for (AnnotatedCell cell : cells) {
      if (!routes.contains(cell.route())) {
        String message = "ResponseInfo for " + cell.route() + ", which no cell answers";
        found.add(cell.warning("orphan-response-info", message).withHelp(help(cell)));
      }
    }
    return found;
  }

  /**
   * A markdown heading over a cell with the same route is documentation; alone it is probably a
   * cell of the wrong type.
   */
  List<Diagnostic> notCode(Iterable<AnnotatedCell> cells) {
    List<Diagnostic> found = new ArrayList<>();
    for (AnnotatedCell cell : cells) {
      if (!routes.contains(cell.route())) {
        String type = cell.cell().type().name().toLowerCase(Locale.ROOT);
        String message = "a " + type + " cell is never a route";
        found.add(
            cell.warning("not-a-code-cell", message).withHelp("change the cell's type to code"));
      }
    }
    return found;
  }

  /** An example names a request, so any route that answers it will do. */
  static List<Diagnostic> examples(Iterable<AnnotatedCell> cells, RouteTable table) {
    List<Diagnostic> found = new ArrayList<>();
    for (AnnotatedCell cell : cells) {
      String target = cell.annotation().path();
      int query = target.indexOf('?');
      String path = query < 0 ? target : target.substring(0, query);
      if (!table.verbs(path).contains(cell.annotation().verb())) {
        String message = "EXAMPLE for " + cell.route() + ", which no cell answers";
        found.add(cell.warning("orphan-example", message).withHelp("this cell is never run"));
      }
    }
    return found;
  }

  private String help(AnnotatedCell cell) {
    return otherVerb(cell)
        .map(verb ->
            "this cell is never run; there is " + verb + " " + cell.annotation().path())
        .orElse("this cell is never run; verb and path must be those of an endpoint");
  }

  private Optional<Verb> otherVerb(AnnotatedCell cell) {
    return Arrays.stream(Verb.values())
        .filter(verb -> routes.contains(verb + " " + cell.annotation().path()))
        .findFirst();
  }
}
