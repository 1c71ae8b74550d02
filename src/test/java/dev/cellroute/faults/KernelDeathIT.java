package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.body;
import static dev.cellroute.faults.Expectation.nothingElse;
import static dev.cellroute.faults.Expectation.problem;
import static dev.cellroute.faults.Expectation.statuses;
import static dev.cellroute.faults.Expectation.within;
import static dev.cellroute.faults.Fault.fault;
import static dev.cellroute.faults.Wire.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.LanePreference;
import dev.cellroute.faults.Fault.Attack;
import dev.cellroute.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** I: kernels that die, on both lanes. */
final class KernelDeathIT extends FaultSuite {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  static final List<Fault<Site>> ROWS = List.of(
      fault(
          "I1",
          "killed while running",
          KernelDeathIT::killedRunning,
          problem(502, "kernel_died").and(within(AT_ONCE))),
      fault("I2", "killed while idle", KernelDeathIT::killedIdle, statuses(200)),
      fault(
          "I4",
          "segmentation fault",
          get("/segfault"),
          problem(502, "kernel_died").and(detail("the kernel was killed by signal 11 (SIGSEGV)"))),
      fault(
          "I4",
          "ends at once",
          get("/exit/7"),
          problem(502, "kernel_died").and(detail("the kernel ended with exit code 7"))),
      fault(
          "I4",
          "aborts",
          get("/abort"),
          problem(502, "kernel_died").and(detail("the kernel was killed by signal 6 (SIGABRT)"))),
      fault("I4", "exit()", KernelDeathIT::leaves, statuses(200)),
      fault("I4", "sys.exit()", KernelDeathIT::raisesExit, problem(500, "cell_error")),
      fault("I9", "stopped", KernelDeathIT::stopped, problem(504, "deadline")),
      fault("I10", "closes its sockets", get("/close"), statuses(502, 504)),
      fault("I15", "a child in a session of its own", KernelDeathIT::children, nothingElse()));

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
            "import ctypes, subprocess",
            "# GET /sleep\ntime.sleep(60)",
            "# GET /segfault\nctypes.string_at(0)",
            "# GET /exit/:n\nos._exit(int(json.loads(REQUEST)['path']['n']))",
            "# GET /abort\nos.abort()",
            "# GET /leave\nprint('bye')\nexit()",
            "# GET /raise\nsys.exit(3)",
            "# GET /close\nos.closerange(3, 4096)\ntime.sleep(0.01)",
            """
            # GET /children
            for new in (True, False):
                subprocess.Popen(['sleep', '600'], start_new_session=new)
            os._exit(0)""")
        .with("request.timeout", "2s")
        .with("kernel.interrupt-grace", "500ms");
  }

  private static Attack<Site> get(String target) {
    return site -> site.get(target);
  }

  private static Expectation detail(String detail) {
    return seen -> assertThat(seen.only().json().getString("detail")).startsWith(detail);
  }

  private static Seen killedRunning(Site site) throws Exception {
    try (Wire wire = site.connect()) {
      wire.send(head("GET", "/sleep", "Connection: close"));
      site.awaitReport("\"busy\":1");
      Site.signal("KILL", site.kernel());
      return wire.rest();
    }
  }

  private static Seen killedIdle(Site site) throws Exception {
    long killed = site.kernel();
    Site.signal("KILL", killed);
    Eventually.holds(Duration.ofSeconds(20), () -> assertThat(site.kernel()).isNotEqualTo(killed));
    return site.get("/echo/1");
  }

  private static Seen leaves(Site site) throws IOException {
    long left = site.kernel();
    Seen seen = site.get("/leave");
    body("bye\n").check(seen);
    Eventually.holds(Duration.ofSeconds(20), () -> assertThat(site.kernel()).isNotEqualTo(left));
    return seen;
  }

  private static Seen raisesExit(Site site) throws IOException {
    long kernel = site.kernel();
    Seen seen = site.get("/raise");
    assertThat(seen.only().json().getString("ename")).isEqualTo("SystemExit");
    assertThat(site.kernel()).isEqualTo(kernel);
    return seen;
  }

  private static Seen stopped(Site site) throws Exception {
    long kernel = site.kernel();
    Site.signal("STOP", kernel);
    Seen seen = site.get("/echo/1");
    Eventually.holds(Duration.ofSeconds(20), () -> assertThat(site.kernel()).isNotEqualTo(kernel));
    return seen;
  }

  private static Seen children(Site site) throws IOException {
    Seen seen = site.get("/children");
    Eventually.holds(
        Duration.ofSeconds(5),
        () -> assertThat(site.processes()).noneMatch(KernelDeathIT::isSleep));
    return seen;
  }

  private static boolean isSleep(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline")).startsWith("sleep");
    } catch (IOException gone) {
      return false;
    }
  }
}
