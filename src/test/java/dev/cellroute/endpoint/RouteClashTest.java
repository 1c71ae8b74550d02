package dev.cellroute.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cellroute.endpoint.RouteClash.Mounted;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.notebook.Cell;
import dev.cellroute.notebook.Notebook;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteClashTest {
  @Test
  void oneRouteOfTwoNotebooksIsAnErrorThatNamesBoth() {
    List<Mounted> twins =
        List.of(mounted("/", "a.ipynb", "# GET /twin"), mounted("/", "b.ipynb", "# GET /twin  B"));

    assertThat(Notebooks.printed(RouteClash.find(twins))).isEqualTo("""
            error[duplicate-route]: GET /twin is served by a.ipynb, cell 1 already
              --> b.ipynb#cell-1:1:7
               |
             1 | # GET /twin  B
               |       ^^^^^
               = help: give one of the notebooks a mount of its own: notebooks[].mount

            1 error
            """);
  }

  @Test
  void namesOfParametersMakeNoDifference() {
    assertThat(RouteClash.find(
            List.of(mounted("/", "a", "# GET /t/:a"), mounted("/", "b", "# GET /t/:b"))))
        .hasSize(1);
  }

  @Test
  void aMountIsPartOfTheRoute() {
    assertThat(
            RouteClash.find(List.of(mounted("/x", "a", "# GET /t"), mounted("/", "b", "# GET /t"))))
        .isEmpty();
    assertThat(RouteClash.find(
            List.of(mounted("/x", "a", "# GET /t"), mounted("/", "b", "# GET /x/t"))))
        .hasSize(1);
  }

  @Test
  void anotherVerbIsAnotherRoute() {
    assertThat(
            RouteClash.find(List.of(mounted("/", "a", "# GET /t"), mounted("/", "b", "# PUT /t"))))
        .isEmpty();
  }

  @Test
  void aMountMayNotMoveARouteToTheGatewaysOwn() {
    assertThat(RouteClash.find(List.of(mounted("/api", "a", "# GET /executions/:id"))))
        .extracting(Diagnostic::code, Diagnostic::message)
        .containsExactly(tuple(
            "reserved-path", "'/api/executions/:id' is under the reserved prefix /api/executions"));
    assertThat(RouteClash.find(List.of(mounted("/api", "a", "# GET /executionsOf"))))
        .isEmpty();
  }

  private static Mounted mounted(String mount, String name, String source) {
    Cell cell = new Cell(1, Cell.Type.CODE, source, List.of());
    Notebook notebook =
        new Notebook(name, Path.of("/"), "", "python", List.of(cell), Buffer.buffer());
    return new Mounted(mount, Notebooks.compile(notebook));
  }
}
