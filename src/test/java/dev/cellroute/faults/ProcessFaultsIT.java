package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.nothingElse;
import static dev.cellroute.faults.Fault.fault;
import static dev.cellroute.faults.Wire.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.faults.Fault.Depth;
import dev.cellroute.faults.Program.Launch;
import dev.cellroute.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** K, P, Q and R: a gateway that is starved, killed, robbed of its files, or told to stop. */
final class ProcessFaultsIT extends WorkplaceSuite {
  private static final Duration SOON = Duration.ofSeconds(20);

  static final List<Fault<Workplace>> ROWS = List.of(
      fault("K1", "more memory than a kernel may have", ProcessFaultsIT::memory, nothingElse())
          .onlyInFull(),
      fault("K4", "few descriptors", ProcessFaultsIT::descriptors, nothingElse())
          .onlyInFull(),
      fault("K5", "10,000 threads in a kernel", ProcessFaultsIT::threads, nothingElse())
          .onlyInFull(),
      fault("K6", "a kernel that takes every core", ProcessFaultsIT::cores, nothingElse())
          .onlyInFull(),
      fault("K7", "little heap and much load", ProcessFaultsIT::heap, nothingElse())
          .onlyInFull(),
      fault("P3", "killed while a call runs", ProcessFaultsIT::killedRunning, nothingElse()),
      fault("P5", "killed while it starts", ProcessFaultsIT::killedStarting, nothingElse())
          .onlyInFull(),
      fault("P8", "killed again and again", ProcessFaultsIT::killedOften, nothingElse())
          .onlyInFull(),
      fault(
              "Q1",
              "temporary folder that may not be written",
              ProcessFaultsIT::temporary,
              nothingElse())
          .onlyInFull(),
      fault("Q2", "log on a full disk", ProcessFaultsIT::fullLog, nothingElse()).onlyInFull(),
      fault("Q3", "runtime folder removed", ProcessFaultsIT::runtimeRemoved, nothingElse())
          .onlyInFull(),
      fault("R1", "told to stop while calls run", ProcessFaultsIT::drained, nothingElse()),
      fault("R3", "told to stop twice", ProcessFaultsIT::stoppedTwice, nothingElse())
          .onlyInFull(),
      fault("R4", "told to stop while it starts", ProcessFaultsIT::stoppedStarting, nothingElse()),
      fault("R6", "signals that are no wish to stop", ProcessFaultsIT::otherSignals, nothingElse())
          .onlyInFull());

  @Override
  List<Fault<Workplace>> rows() {
    return ROWS;
  }

  private static Workplace notebook(Workplace place) throws IOException {
    return place.write(
        "attacked.ipynb",
        Cells.attacked(
            "import resource",
            "# GET /sleep/:s\ntime.sleep(float(json.loads(REQUEST)['path']['s']))\nprint('slept')",
            """
            # GET /allocate
            resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
            data = bytearray(64_000_000_000)""",
            """
            # GET /threads
            stop = threading.Event()
            resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
            try:
                for n in range(10_000):
                    threading.Thread(target=stop.wait, daemon=True).start()
            finally:
                stop.set()""",
            """
            # GET /cores
            import multiprocessing
            def burn():
                while True: pass
            for n in range(8):
                multiprocessing.get_context('fork').Process(target=burn, daemon=True).start()
            print('burning')""",
            "# POST /length\nprint(len(json.loads(REQUEST)['body']), end='')"));
  }

  private static void isGood(Program program) throws IOException {
    String number = Wire.unique();
    assertThat(program.client().read("/echo/" + number)).isEqualTo(number);
  }

  private static Seen memory(Workplace place) throws Exception {
    Program program = notebook(place).serve().awaitReady();
    assertThat(program.client().get("/allocate").only().status()).isIn(500, 502);
    Eventually.holds(SOON, () -> isGood(program));
    return Seen.NOTHING;
  }

  private static Seen descriptors(Workplace place) throws Exception {
    Launch launch = Launch.wrapped("prlimit", "--nofile=256:256");
    Program program = notebook(place).serve(launch).awaitReady();
    List<Wire> many = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      many.add(program.client().connect());
    }
    for (Wire each : many) {
      each.close();
    }
    Eventually.holds(SOON, () -> isGood(program));
    return Seen.NOTHING;
  }

  private static Seen threads(Workplace place) throws Exception {
    Program program = notebook(place).serve().awaitReady();
    assertThat(program.client().get("/threads").only().status()).isIn(200, 500, 502);
    Eventually.holds(SOON, () -> isGood(program));
    return Seen.NOTHING;
  }

  private static Seen cores(Workplace place) throws Exception {
    Program program = notebook(place).serve().awaitReady();
    assertThat(program.client().read("/cores")).isEqualTo("burning\n");
    for (int i = 0; i < 5; i++) {
      assertThat(program.client().get("/_api/health/live").took())
          .isLessThan(Duration.ofSeconds(1));
    }
    isGood(program);
    return Seen.NOTHING;
  }

  private static Seen heap(Workplace place) throws Exception {
    Launch launch = new Launch(List.of(), List.of("-Xmx96m"), Map.of());
    Program program = notebook(place).serve(launch).awaitReady();
    String body = "x".repeat(20_000_000);
    List<Wire> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(program
          .client()
          .connect()
          .send(head(
                  "POST",
                  "/length",
                  "Connection: close",
                  "Content-Type: text/plain",
                  "Content-Length: " + body.length())
              + body));
    }
    for (Wire each : all) {
      try (each) {
        assertThat(each.rest().answers())
            .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 413, 500, 503));
      }
    }
    Eventually.holds(SOON, () -> isGood(program));
    return Seen.NOTHING;
  }

  private static Seen killedRunning(Workplace place) throws Exception {
    Program program = notebook(place).serve().awaitReady();
    try (Wire wire = program.client().connect()) {
      wire.send(head("GET", "/sleep/60"));
      awaitBusy(program);
      killed(program);
      assertThat(wire.rest().answers()).isEmpty();
    }
    isGood(place.serve().awaitReady());
    return Seen.NOTHING;
  }

  /** One second later nothing of it is left. */
  private static void killed(Program program) throws Exception {
    program.signal("KILL").end(SOON);
    Eventually.holds(
        Duration.ofSeconds(1), () -> assertThat(program.census().processes()).isEmpty());
  }

  private static Seen killedStarting(Workplace place) throws Exception {
    Random random = new Random(5);
    notebook(place);
    for (int i = 0; i < Depth.times(3, 100); i++) {
      Program program = place.serve();
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(2_500)).toNanos());
      killed(program);
    }
    isGood(place.serve().awaitReady());
    return Seen.NOTHING;
  }

  private static Seen killedOften(Workplace place) throws Exception {
    notebook(place);
    for (int i = 0; i < Depth.times(2, 10); i++) {
      Program program = place.serve().awaitReady();
      isGood(program);
      killed(program);
    }
    return Seen.NOTHING;
  }

  private static Seen temporary(Workplace place) throws Exception {
    String folder = place.folder().resolve("tmp").toString();
    Files.createDirectory(Path.of(folder));
    Launch launch =
        new Launch(List.of(), List.of("-Djava.io.tmpdir=" + folder), Map.of("XDG_RUNTIME_DIR", ""));
    Program program = notebook(place).serve(launch).awaitReady();
    removeTree(Path.of(folder));
    String upload = String.join(
        "\r\n",
        "--b",
        "Content-Disposition: form-data; name=\"f\"; filename=\"f\"",
        "",
        "x",
        "--b--",
        "");
    assertThat(program
            .client()
            .send("POST", "/length", upload, "Content-Type: multipart/form-data; boundary=b")
            .only()
            .status())
        .isIn(200, 500, 503);
    isGood(program);
    return Seen.NOTHING;
  }

  private static Seen fullLog(Workplace place) throws Exception {
    Launch launch = Launch.wrapped("sh", "-c", "exec \"$@\" 2>/dev/full", "sh");
    Program program = notebook(place).serve(launch).awaitReady();
    for (int i = 0; i < 50; i++) {
      isGood(program);
    }
    return Seen.NOTHING;
  }

  private static Seen runtimeRemoved(Workplace place) throws Exception {
    Path runtime = Files.createDirectory(place.folder().resolve("run"));
    Launch launch = Launch.with(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
    Program program = notebook(place).serve(launch).awaitReady();
    removeTree(runtime.resolve("cellroute"));
    isGood(program);
    long kernel = program.census().processes().get(0);
    try (Wire wire = program.client().connect()) {
      wire.send(head("GET", "/sleep/60", "Connection: close"));
      awaitBusy(program);
    }
    isGood(program);
    assertThat(program.census().processes()).as("interrupted all the same").contains(kernel);
    Site.signal("KILL", kernel);
    Eventually.holds(SOON, () -> {
      assertThat(program.census().processes()).isNotEmpty().doesNotContain(kernel);
      isGood(program);
    });
    return Seen.NOTHING;
  }

  private static void awaitBusy(Program program) {
    Eventually.holds(
        SOON,
        () -> assertThat(program.client().get("/_api/health/ready").only().body())
            .contains("\"busy\":1"));
  }

  private static void removeTree(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static Seen drained(Workplace place) throws Exception {
    Program program = notebook(place).serve().awaitReady();
    try (Wire wire = program.client().connect()) {
      wire.send(head("GET", "/sleep/2", "Connection: close"));
      awaitBusy(program);
      program.signal("TERM");
      assertThat(wire.rest().only().body()).isEqualTo("slept\n");
    }
    assertThat(program.end(SOON).code()).isZero();
    return Seen.NOTHING;
  }

  private static Seen stoppedTwice(Workplace place) throws Exception {
    Program program = notebook(place).serve().awaitReady();
    try (Wire wire = program.client().connect()) {
      wire.send(head("GET", "/sleep/60"));
      awaitBusy(program);
      program.signal("TERM");
      program.signal("TERM");
      assertThat(program.end(Duration.ofSeconds(10)).code()).isIn(0, 130, 143);
    }
    return Seen.NOTHING;
  }

  private static Seen stoppedStarting(Workplace place) throws Exception {
    notebook(place);
    for (int millis : new int[] {300, 1_000}) {
      Program program = place.serve();
      LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
      assertThat(program.signal("TERM").end(Duration.ofSeconds(10)).code()).isIn(0, 130, 143);
    }
    return Seen.NOTHING;
  }

  private static Seen otherSignals(Workplace place) throws Exception {
    Program program = notebook(place).serve().awaitReady();
    for (String signal : List.of("PIPE", "QUIT", "WINCH")) {
      program.signal(signal);
      isGood(program);
    }
    return Seen.NOTHING;
  }
}
