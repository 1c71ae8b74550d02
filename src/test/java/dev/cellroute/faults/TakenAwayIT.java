package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.nothingElse;
import static dev.cellroute.faults.Fault.fault;
import static dev.cellroute.faults.Wire.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** I and S: what running calls need is taken from them, all kernels at once or their route. */
final class TakenAwayIT extends WorkplaceSuite {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int KERNELS = 3;
  private static final String NOTEBOOK = "attacked.ipynb";

  static final List<Fault<Workplace>> ROWS = List.of(
      fault("I8", "all kernels killed at once", TakenAwayIT::allKilled, nothingElse()),
      fault("S5", "route removed while a call runs", TakenAwayIT::routeRemoved, nothingElse()));

  @Override
  List<Fault<Workplace>> rows() {
    return ROWS;
  }

  private static Seen allKilled(Workplace place) throws Exception {
    place.write(NOTEBOOK, Cells.attacked("# GET /sleep\ntime.sleep(60)"));
    Program program = place.serve("--kernels", Integer.toString(KERNELS)).awaitReady();
    List<Wire> sleepers = new ArrayList<>();
    for (int each = 0; each < KERNELS; each++) {
      sleepers.add(program.client().connect().send(head("GET", "/sleep", "Connection: close")));
    }
    awaitReport(program, "\"busy\":" + KERNELS);
    for (long kernel : program.census().processes()) {
      Site.signal("KILL", kernel);
    }

    for (Wire sleeper : sleepers) {
      try (sleeper) {
        assertThat(sleeper.rest().only().status()).isEqualTo(502);
      }
    }
    awaitReport(program, "\"idle\":" + KERNELS);
    isGood(program);
    return Seen.NOTHING;
  }

  private static Seen routeRemoved(Workplace place) throws Exception {
    Path end = place.folder().resolve("end");
    place.write(
        NOTEBOOK,
        Cells.attacked("# GET /wait\nwhile not os.path.exists(" + quoted(end)
            + "): time.sleep(0.01)\nprint('went')"));
    Program program = place.serve().awaitReady();
    try (Wire wire = program.client().connect()) {
      wire.send(head("GET", "/wait", "Connection: close"));
      awaitReport(program, "\"busy\":1");
      place.write(NOTEBOOK, Cells.attacked("# GET /other\nprint('other')"));
      program.signal("HUP");
      Eventually.holds(
          SOON, () -> assertThat(program.client().read("/other")).isEqualTo("other\n"));
      assertThat(program.client().get("/wait").only().status()).isEqualTo(404);
      Files.createFile(end);

      assertThat(wire.rest().only().body()).isEqualTo("went\n");
    }
    isGood(program);
    return Seen.NOTHING;
  }

  private static String quoted(Path path) {
    return "'" + path + "'";
  }

  private static void awaitReport(Program program, String part) {
    Eventually.holds(
        SOON,
        () ->
            assertThat(program.client().get("/_api/health/ready").only().body()).contains(part));
  }

  private static void isGood(Program program) throws IOException {
    String number = Wire.unique();
    assertThat(program.client().read("/echo/" + number)).isEqualTo(number);
  }
}
