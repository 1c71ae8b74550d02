package dev.cellroute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.ServedNotebook;
import dev.cellroute.cli.Curl.Access;
import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.PathTemplate;
import dev.cellroute.endpoint.Verb;
import dev.cellroute.notebook.Cell;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StartReportTest {
  @Test
  void manyRoutesAreCutShort() {
    Cell cell = new Cell(1, Cell.Type.CODE, "", List.of());
    List<Endpoint> endpoints = IntStream.range(0, 11)
        .mapToObj(each -> PathTemplate.parse("/r" + each))
        .map(path -> new Endpoint(Verb.GET, path, "", List.of(cell), List.of()))
        .toList();
    ServedNotebook notebook =
        new ServedNotebook("a.ipynb", "/", "python3", 1, "jupyter", "ready", endpoints);

    String text = StartReport.text(List.of(notebook), new Curl("http://h:1", "/", Access.OPEN));

    assertThat(text)
        .contains("  curl 'http://h:1/r7'\n")
        .doesNotContain("/r8")
        .endsWith("  and 3 more: cellroute routes --curl\n");
  }
}
