package dev.cellroute.endpoint;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds routes that two notebooks on one server claim, and those that a mount moves to where the
 * gateway's own resources are. Within a notebook the compiler does this; Kernel Gateway never
 * served two, so here a clash is an error. Pure.
 */
public final class RouteClash {
  /** A notebook's API under its mount, {@code /} or a prefix without a slash at its end. */
  public record Mounted(String mount, NotebookApi api) {}

  /** Who serves a route. */
  private record Owner(String notebook, int cell) {
    private static Owner of(Mounted mounted, Endpoint endpoint) {
      return new Owner(mounted.api().notebook().name(), endpoint.cell());
    }
  }

  private final Map<String, Owner> owners = new HashMap<>();
  private final List<Diagnostic> found = new ArrayList<>();

  private RouteClash() {}

  /** One error for each route of a later notebook that an earlier one has already. */
  public static List<Diagnostic> find(List<Mounted> notebooks) {
    RouteClash clash = new RouteClash();
    notebooks.forEach(clash::add);
    return List.copyOf(clash.found);
  }

  private void add(Mounted mounted) {
    for (Endpoint endpoint : mounted.api().endpoints()) {
      String prefix = mounted.mount().equals("/") ? "" : mounted.mount();
      String route = endpoint.verb() + " " + prefix + endpoint.path().shape();
      Owner owner = owners.putIfAbsent(route, Owner.of(mounted, endpoint));
      if (owner != null) {
        found.add(clash(mounted, owner, endpoint, prefix));
      }
      Reserved.prefixOf(prefix + endpoint.path().shape())
          .ifPresent(reserved -> found.add(moved(mounted, endpoint, prefix, reserved)));
    }
  }

  private static Diagnostic clash(Mounted mounted, Owner owner, Endpoint endpoint, String prefix) {
    String route = endpoint.verb() + " " + prefix + endpoint.path();
    String message =
        "%s is served by %s, cell %d already".formatted(route, owner.notebook(), owner.cell());
    return error("duplicate-route", message, mounted, endpoint)
        .withHelp("give one of the notebooks a mount of its own: notebooks[].mount");
  }

  private static Diagnostic moved(
      Mounted mounted, Endpoint endpoint, String prefix, String reserved) {
    String message = "'" + prefix + endpoint.path() + "' is under the reserved prefix " + reserved;
    return error("reserved-path", message, mounted, endpoint).withHelp(Reserved.HELP);
  }

  private static Diagnostic error(String code, String message, Mounted mounted, Endpoint endpoint) {
    SourceLine line =
        SourceLine.first(mounted.api().notebook().name(), endpoint.cells().get(0));
    String path = endpoint.path().toString();
    return line.diagnostic(
        Severity.ERROR, code, message, column(line.text(), endpoint, path), path.length());
  }

  /** Behind the verb, because a comment may begin with slashes. */
  private static int column(String line, Endpoint endpoint, String path) {
    return line.indexOf(path, line.indexOf(endpoint.verb().name())) + 1;
  }
}
