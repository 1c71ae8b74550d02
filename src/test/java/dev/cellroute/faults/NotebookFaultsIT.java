package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.nothingElse;
import static dev.cellroute.faults.Fault.fault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.faults.Program.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** M: notebooks that are broken, ambiguous or too much. */
final class NotebookFaultsIT extends WorkplaceSuite {
  static final List<Fault<Workplace>> ROWS = List.of(
      refused("M1", "truncated", "{\"cells\": [", "bad.ipynb"),
      refused("M1", "empty", "", "bad.ipynb"),
      refused("M1", "null", "null", "bad.ipynb"),
      refused("M1", "a list", "[]", "bad.ipynb"),
      refused("M1", "binary", "\u0000\u0001\u0002", "bad.ipynb"),
      refused("M2", "format 3", "{\"nbformat\": 3, \"worksheets\": []}", "bad.ipynb"),
      refused("M2", "format 5", "{\"nbformat\": 5, \"cells\": []}", "bad.ipynb"),
      refused("M2", "no format", "{\"cells\": []}", "bad.ipynb"),
      accepted(
          "M2",
          "minor 99",
          Cells.python("# GET /a\nprint(1)")
              .replace("\"nbformat_minor\":4", "\"nbformat_minor\":99")),
      refused(
          "M3",
          "source is a number",
          "{\"nbformat\": 4, \"nbformat_minor\": 4, \"metadata\": {},"
              + " \"cells\": [{\"cell_type\": \"code\", \"metadata\": {}, \"source\": 7}]}",
          "bad.ipynb"),
      refused("M3", "cells is an object", "{\"nbformat\": 4, \"cells\": {}}", "bad.ipynb"),
      fault("M4", "notebook that runs itself", NotebookFaultsIT::runsItself, nothingElse())
          .onlyInFull(),
      fault("M5", "100,000 cells", NotebookFaultsIT::manyCells, nothingElse()).onlyInFull(),
      refused("M6", "100,000 deep", "[".repeat(100_000), "bad.ipynb"),
      refused(
          "M7",
          "one route in two notebooks",
          Map.of(
              "one.ipynb", Cells.python("# GET /a\nprint(1)"),
              "two.ipynb", Cells.python("# GET /a\nprint(2)")),
          "one.ipynb",
          "two.ipynb"),
      refused("M7", "equal names in one path", "# GET /:x/:x\nprint(1)"),
      refused("M8", "no path", "# GET\nprint(1)"),
      refused("M8", "unknown verb", "# FETCH /a\nprint(1)"),
      accepted("M8", "summary behind the path", Cells.python("# GET /a b\nprint(1)")),
      accepted("M8", "path in another alphabet", Cells.python("# GET /\u00e9\nprint(1)")),
      accepted("M8", "what would be a pattern", Cells.python("# GET /(a+)+$\nprint(1)")),
      accepted("M8", "path of 10 kB", Cells.python("# GET /" + "a".repeat(10_000) + "\nprint(1)")),
      refused("M9", "reserved path", "# GET /_api/x\nprint(1)"),
      refused("M9", "reserved path of executions", "# GET /api/executions/x\nprint(1)"),
      reported(
          "M10",
          "ResponseInfo without its route",
          Cells.python("# GET /a\nprint(1)", "# ResponseInfo GET /b\nprint(1)"),
          "ResponseInfo"),
      fault("M11", "setup cell without an end", NotebookFaultsIT::endlessSetup, nothingElse()),
      accepted(
          "M12", "lines end as on Windows", Cells.python("x = 1\r\n", "# GET /a\r\nprint(x)\r\n")),
      accepted(
          "M12",
          "made by another editor",
          Cells.python("# @title x", "# GET /a\nprint(1)")
              .replace("\"metadata\":{}", "\"metadata\":{\"id\":\"x\",\"colab\":{\"y\":[1]}}")),
      fault("M13", "language without a safe encoder", NotebookFaultsIT::noEncoder, nothingElse()),
      fault(
          "F5",
          "pipe, folder and unreadable file as notebooks",
          NotebookFaultsIT::noFiles,
          nothingElse()));

  @Override
  List<Fault<Workplace>> rows() {
    return ROWS;
  }

  private static Fault<Workplace> refused(String id, String title, String file, String named) {
    return file.startsWith("#")
        ? refused(id, title, Map.of("bad.ipynb", Cells.python(file)), named)
        : refused(id, title, Map.of("bad.ipynb", file), named);
  }

  private static Fault<Workplace> refused(String id, String title, String cell) {
    return refused(id, title, Map.of("bad.ipynb", Cells.python(cell)), "bad.ipynb");
  }

  /** The start is refused with a message that names what is wrong, without a trace. */
  private static Fault<Workplace> refused(
      String id, String title, Map<String, String> files, String... named) {
    return fault(
        id,
        title,
        place -> {
          String why = Workplace.refusalOfNotebooks(files);
          assertThat(why).contains(named);
          assertThat(why).doesNotContain("\tat ", "StackOverflow");
          return Seen.NOTHING;
        },
        nothingElse());
  }

  private static Fault<Workplace> accepted(String id, String title, String file) {
    return fault(
        id,
        title,
        place -> {
          place.write("fine.ipynb", file);
          assertThat(place.run("check", "fine.ipynb").code()).isIn(0);
          return Seen.NOTHING;
        },
        nothingElse());
  }

  /** It is served, and `check` says what was left out. */
  private static Fault<Workplace> reported(String id, String title, String file, String named) {
    return fault(
        id,
        title,
        place -> {
          place.write("odd.ipynb", file);
          Program.Ended ended = place.run("check", "odd.ipynb");
          assertThat(ended.out() + ended.err()).contains("odd.ipynb", named);
          return Seen.NOTHING;
        },
        nothingElse());
  }

  private static Seen noEncoder(Workplace place) throws Exception {
    place.write(
        "jupyter/kernels/cobol/kernel.json",
        "{\"argv\": [\"false\"], \"display_name\": \"COBOL\", \"language\": \"cobol\"}");
    place.write("odd.ipynb", Cells.notebook("cobol", "cobol", List.of("# GET /a\nprint(1)")));
    Program.Ended ended = place
        .serve(
            Launch.with(Map.of("JUPYTER_PATH", place.folder().resolve("jupyter").toString())))
        .end(Duration.ofMinutes(1));
    assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
    assertThat(ended.err()).contains("odd.ipynb", "cobol");
    return Seen.NOTHING;
  }

  private static Seen runsItself(Workplace place) throws IOException {
    Map<String, String> files = new HashMap<>();
    files.put("self.ipynb", Cells.attacked("# GET /self\n%run self.ipynb"));
    try (Site site = Site.open(Plan.of().withFiles(files).with("request.timeout", "10s"))) {
      assertThat(site.get("/self").only().status()).isIn(500, 502, 504);
      site.oracles().ask();
    }
    return Seen.NOTHING;
  }

  private static Seen manyCells(Workplace place) throws Exception {
    String[] cells = new String[100_000];
    Arrays.fill(cells, "x = 1");
    cells[0] = "# GET /a\nprint(1)";
    place.write("many.ipynb", Cells.python(cells));
    Program.Ended ended = place.run("check", "many.ipynb");
    assertThat(ended.code()).as(ended.toString()).isIn(0, 2, 3);
    return Seen.NOTHING;
  }

  private static Seen endlessSetup(Workplace place) throws Exception {
    place.write("endless.ipynb", Cells.python("while True: pass", "# GET /a\nprint(1)"));
    Program.Ended ended = place
        .serve(Launch.with(Map.of("CELLROUTE_KERNEL_SEED_TIMEOUT", "1s")))
        .end(Duration.ofMinutes(1));
    assertThat(ended.code()).as(ended.toString()).isIn(1, 7);
    assertThat(ended.err()).contains("endless.ipynb", "cell 1");
    return Seen.NOTHING;
  }

  private static Seen noFiles(Workplace place) throws Exception {
    Path pipe = place.folder().resolve("pipe.ipynb");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    Files.createDirectory(place.folder().resolve("folder.ipynb"));
    for (String file : List.of("pipe.ipynb", "folder.ipynb")) {
      Program.Ended ended = place.run("check", file);
      assertThat(ended.code()).as(ended.toString()).isNotZero();
      assertThat(ended.err() + ended.out()).contains(file);
    }
    return Seen.NOTHING;
  }
}
