package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.pool.Departure;
import dev.cellroute.testing.Eventually;
import dev.cellroute.testing.PythonNotebook;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels that end or hang, on both lanes, with real Python kernels. */
final class SupervisionIT {
  private static final List<String> CELLS = List.of(
      "import ctypes, os, signal, sys, time",
      "# GET /pid\nprint(os.getpid())",
      "# GET /exit\nprint('bye')\nexit()",
      "# GET /sys-exit\nsys.exit(3)",
      "# GET /die\nos._exit(7)",
      "# GET /abort\nos.abort()",
      "# GET /segfault\nctypes.string_at(0)",
      """
      # GET /orphan
      if os.fork() == 0:
          os.setsid()
          if os.fork() == 0:
              with open('orphan.pid', 'w') as file:
                  file.write(str(os.getpid()))
              time.sleep(600)
          os._exit(0)
      while not os.path.exists('orphan.pid') or not os.path.getsize('orphan.pid'):
          time.sleep(0.01)
      os._exit(9)""",
      "# GET /stop\nos.kill(os.getpid(), signal.SIGSTOP)\ntime.sleep(60)",
      """
      # GET /deaf
      while True:
          try:
              while True:
                  pass
          except BaseException:
              continue""");

  /** The ways into a kernel. */
  enum Way {
    RESIDENT,
    JUPYTER
  }

  @TempDir
  private static Path directory;

  private static final Map<Way, LiveGateway> GATEWAYS = new EnumMap<>(Way.class);

  @BeforeAll
  static void serve() throws IOException {
    PythonNotebook.write(directory.resolve("supervised.ipynb"), CELLS);
    for (Way way : Way.values()) {
      Map<String, String> lane = Map.of("lane", way.name().toLowerCase(Locale.ROOT));
      GATEWAYS.put(way, LiveGateway.serve(directory, lane, Duration.ofSeconds(2)));
    }
  }

  @AfterAll
  static void close() {
    GATEWAYS.values().forEach(LiveGateway::close);
  }

  @ParameterizedTest
  @EnumSource
  void anOrderlyExitIsAnsweredAndTheKernelReplaced(Way way) {
    String kernel = pid(way);

    assertThat(get(way, "/exit").body()).isEqualTo("bye\n");
    assertThat(pid(way)).isNotEqualTo(kernel);
    assertThat(departures(way)).containsKey(Departure.LEFT);
  }

  @ParameterizedTest
  @EnumSource
  void sysExitIsAnErrorOfTheCellAndTheKernelLives(Way way) {
    String kernel = pid(way);

    HttpResponse<String> answer = get(way, "/sys-exit");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(new JsonObject(answer.body()).getString("ename")).isEqualTo("SystemExit");
    assertThat(pid(way)).isEqualTo(kernel);
  }

  @ParameterizedTest
  @EnumSource
  void everyEndIsToldByItsName(Way way) {
    assertThat(endBy(way, "/die")).isEqualTo("the kernel ended with exit code 7");
    assertThat(endBy(way, "/abort")).isEqualTo("the kernel was killed by signal 6 (SIGABRT)");
    assertThat(endBy(way, "/segfault")).isEqualTo("the kernel was killed by signal 11 (SIGSEGV)");
  }

  @ParameterizedTest
  @EnumSource
  void whatAKernelLeavesBehindIsGoneWithinTwoSeconds(Way way) throws Exception {
    Path file = directory.resolve("orphan.pid");
    Files.deleteIfExists(file);
    pid(way);

    assertThat(get(way, "/orphan").statusCode()).isEqualTo(502);
    long orphan = Long.parseLong(Files.readString(file));
    Eventually.holds(Duration.ofSeconds(2), () -> assertThat(isAlive(orphan)).isFalse());
  }

  @ParameterizedTest
  @EnumSource
  void aStoppedKernelIsReplacedAfterTheDeadline(Way way) {
    String kernel = pid(way);

    assertThat(get(way, "/stop").statusCode()).isEqualTo(504);
    assertThat(pid(way)).isNotEqualTo(kernel);
  }

  @ParameterizedTest
  @EnumSource
  void aKernelThatIgnoresInterruptsIsReplaced(Way way) {
    String kernel = pid(way);

    assertThat(get(way, "/deaf").statusCode()).isEqualTo(504);
    assertThat(pid(way)).isNotEqualTo(kernel);
    assertThat(departures(way)).containsKey(Departure.UNRESPONSIVE);
  }

  /** Who waits to be buried does not live. */
  private static boolean isAlive(long process) {
    try {
      return !Files.readString(Path.of("/proc", Long.toString(process), "stat")).contains(") Z ");
    } catch (IOException gone) {
      return false;
    }
  }

  private static String endBy(Way way, String path) {
    pid(way);
    HttpResponse<String> answer = get(way, path);
    JsonObject problem = new JsonObject(answer.body());
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(problem.getString("code")).isEqualTo("kernel_died");
    return problem.getString("detail");
  }

  /** A new kernel takes longer than a call may wait on a slow machine. */
  private static String pid(Way way) {
    HttpResponse<String> answer = get(way, "/pid");
    for (int tries = 0; answer.statusCode() >= 502 && tries < 30; tries++) {
      answer = get(way, "/pid");
    }
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static Map<Departure, Integer> departures(Way way) {
    return gateway(way).pool().departures();
  }

  private static HttpResponse<String> get(Way way, String path) {
    return gateway(way).get(path);
  }

  private static LiveGateway gateway(Way way) {
    return Optional.ofNullable(GATEWAYS.get(way)).orElseThrow();
  }
}
