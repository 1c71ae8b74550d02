package dev.cellroute.invocation;

import dev.cellroute.config.LanePreference;
import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.EndpointOptions;
import dev.cellroute.endpoint.EndpointOptions.OnDisconnect;
import dev.cellroute.endpoint.PathTemplate;
import dev.cellroute.endpoint.Verb;
import dev.cellroute.notebook.Cell;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Endpoints and invocations for the tests of this package. */
final class Examples {
  static final Endpoint PLAIN = endpoint(List.of(cell(4, "# GET /iris\nprint(1)")), List.of());
  static final Endpoint DESCRIBED = endpoint(
      List.of(cell(4, "# GET /iris\nprint(1)"), cell(6, "# GET /iris\nprint(2)")),
      List.of(cell(7, "# ResponseInfo GET /iris\nprint('{}')")));

  static final Endpoint FINISHING = new Endpoint(
      Verb.GET,
      PLAIN.path(),
      "",
      PLAIN.cells(),
      List.of(),
      new EndpointOptions(
          Optional.empty(), LanePreference.AUTO, Optional.empty(), 1, OnDisconnect.FINISH));

  private Examples() {}

  static Invocation invocation(Endpoint endpoint) {
    return invocation(endpoint, Body.Text.EMPTY);
  }

  static Invocation invocation(Endpoint endpoint, Body body) {
    return new Invocation(
        endpoint,
        "r-1",
        "GET",
        "http://localhost/iris",
        List.of(),
        Map.of(),
        Map.of(),
        body,
        "",
        Duration.ofSeconds(60));
  }

  private static Endpoint endpoint(List<Cell> cells, List<Cell> info) {
    return new Endpoint(Verb.GET, new PathTemplate("/iris", List.of()), "", cells, info);
  }

  private static Cell cell(int number, String source) {
    return new Cell(number, Cell.Type.CODE, source, List.of());
  }
}
