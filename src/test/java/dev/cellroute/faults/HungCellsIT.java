package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.nothingElse;
import static dev.cellroute.faults.Expectation.problem;
import static dev.cellroute.faults.Expectation.within;
import static dev.cellroute.faults.Fault.fault;
import static dev.cellroute.faults.Wire.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.LanePreference;
import dev.cellroute.faults.Fault.Attack;
import dev.cellroute.faults.Fault.Depth;
import dev.cellroute.faults.Seen.Answer;
import dev.cellroute.testing.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** J: cells that hang, wait or come late, on both lanes. */
final class HungCellsIT extends FaultSuite {
  private static final Duration SOON = Duration.ofMillis(2_500);

  static final List<Fault<Site>> ROWS = List.of(
      fault("J1", "endless loop", kept("/busy"), late()),
      fault("J2", "interrupt is ignored", replaced("/stubborn"), late()),
      fault("J3", "lock of the interpreter held", replaced("/gil"), late()),
      fault("J4", "asks for input", kept("/input"), raised("StdinNotImplementedError")),
      fault("J4", "asks for a password", kept("/getpass"), raised("StdinNotImplementedError")),
      fault(
          "J4",
          "opens the debugger",
          kept("/debugger"),
          raised("StdinNotImplementedError").or(raised("BdbQuit"))),
      fault("J5", "deadlock", kept("/deadlock"), late()),
      fault("J5", "waits for a child", kept("/child"), late()),
      fault(
          "J6",
          "a thread prints in the time of another call",
          HungCellsIT::lateThread,
          nothingElse()),
      fault("J7", "very many very short calls", HungCellsIT::shortCalls, nothingElse()),
      fault("J8", "every kernel hangs, and more calls wait", HungCellsIT::allHang, nothingElse()));

  @Override
  List<Fault<Site>> rows() {
    return ROWS;
  }

  @Override
  List<LanePreference> lanes() {
    return List.of(LanePreference.RESIDENT, LanePreference.JUPYTER);
  }

  @Override
  Plan plan() {
    return Plan.of(
            "import ctypes, getpass, subprocess",
            "# GET /busy\nwhile True:\n    pass",
            """
            # GET /stubborn
            while True:
                try:
                    time.sleep(9)
                except BaseException:
                    pass""",
            """
            # GET /gil
            c = ctypes.PyDLL(None)
            mutex = ctypes.create_string_buffer(64)
            c.pthread_mutex_lock(mutex)
            c.pthread_mutex_lock(mutex)""",
            "# GET /input\nprint(input('name? '))",
            "# GET /getpass\nprint(getpass.getpass())",
            "# GET /debugger\nimport pdb\npdb.set_trace()\nprint(1)",
            "# GET /deadlock\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
            "# GET /child\nsubprocess.run(['sleep', '60'])",
            """
            # GET /late
            def late():
                time.sleep(0.3)
                print('LATE', flush=True)
            threading.Thread(target=late).start()
            print('started')""",
            "# GET /wait\ntime.sleep(0.6)\nprint('waited')")
        .with("request.timeout", "1s")
        .with("kernel.interrupt-grace", "500ms");
  }

  private static Expectation late() {
    return problem(504, "deadline").and(within(SOON));
  }

  private static Expectation raised(String name) {
    return problem(500, "cell_error")
        .and(seen -> assertThat(seen.only().json().getString("ename")).isEqualTo(name));
  }

  private static Attack<Site> kept(String target) {
    return site -> {
      long kernel = site.kernel();
      Seen seen = site.get(target);
      Eventually.holds(Duration.ofSeconds(5), site.oracles()::nextRequestIsGood);
      Eventually.holds(Duration.ofSeconds(5), () -> assertThat(site.kernel()).isEqualTo(kernel));
      return seen;
    };
  }

  private static Attack<Site> replaced(String target) {
    return site -> {
      long kernel = site.kernel();
      Seen seen = site.get(target);
      Eventually.holds(
          Duration.ofSeconds(5), () -> assertThat(site.processes()).doesNotContain(kernel));
      return seen;
    };
  }

  private static Seen lateThread(Site site) throws IOException {
    assertThat(site.read("/late")).isEqualTo("started\n");
    assertThat(site.read("/wait")).isEqualTo("waited\n");
    return Seen.NOTHING;
  }

  private static Seen shortCalls(Site site) throws IOException {
    int number = 100;
    for (int round = 0; round < Depth.times(5, 200); round++) {
      StringBuilder calls = new StringBuilder();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < number; i++) {
        expected.add(Wire.unique());
        calls.append(head("GET", "/echo/" + expected.get(i)));
      }
      Seen seen = Wire.attack(site.port(), calls.toString());
      assertThat(seen.answers().stream().map(Answer::body)).isEqualTo(expected);
    }
    return Seen.NOTHING;
  }

  private static Seen allHang(Site site) throws IOException {
    List<Wire> hung = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      hung.add(site.connect().send(head("GET", "/stubborn", "Connection: close")));
    }
    for (Wire each : hung) {
      try (each) {
        Seen seen = each.rest();
        assertThat(seen.only().status()).isIn(503, 504);
        assertThat(seen.took()).isLessThan(SOON);
      }
    }
    Eventually.holds(Duration.ofSeconds(6), site.oracles()::nextRequestIsGood);
    return Seen.NOTHING;
  }
}
