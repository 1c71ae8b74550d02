package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.body;
import static dev.cellroute.faults.Expectation.cut;
import static dev.cellroute.faults.Expectation.nothingElse;
import static dev.cellroute.faults.Expectation.statuses;
import static dev.cellroute.faults.Fault.fault;
import static dev.cellroute.faults.Wire.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.faults.Fault.Depth;
import dev.cellroute.faults.Seen.Next;
import dev.cellroute.testing.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** D: clients that are slow, and clients that vanish. */
final class SlowClientsIT extends FaultSuite {
  private static final Duration SOON = Duration.ofSeconds(5);

  static final List<Fault<Site>> ROWS = List.of(
      fault(
          "D1",
          "connections that never finish their head",
          SlowClientsIT::slowHeads,
          nothingElse()),
      fault("D2", "a body that stops arriving", SlowClientsIT::slowBody, statuses(408)),
      fault(
          "D3", "a client that does not read its answer", SlowClientsIT::slowReader, nothingElse()),
      fault("D4", "reset while queued", SlowClientsIT::resetQueued, nothingElse()),
      fault("D5", "reset while running", SlowClientsIT::resetRunning, nothingElse()),
      fault("D6", "reset while the answer is written", SlowClientsIT::resetWritten, nothingElse()),
      fault(
          "D7",
          "connections that are closed at once",
          SlowClientsIT::connectAndClose,
          nothingElse()),
      fault(
          "D8",
          "half closed, then waiting",
          SlowClientsIT::halfClosed,
          statuses(200).and(body("8")).or(cut())),
      fault("D9", "idle connections", SlowClientsIT::idle, nothingElse()));

  @Override
  List<Fault<Site>> rows() {
    return ROWS;
  }

  @Override
  Plan plan() {
    return Plan.of(
            "# POST /trap\nopen('canary', 'a').write('x')",
            "# GET /sleep/:s\ntime.sleep(float(json.loads(REQUEST)['path']['s']))\nprint('slept')",
            "# GET /trap/:s\ntime.sleep(float(json.loads(REQUEST)['path']['s']))\n"
                + "open('canary', 'a').write('x')",
            "# GET /large\nprint('x' * 30_000_000)")
        .with("http.header-timeout", "1s")
        .with("http.idle-timeout", "1s");
  }

  private static Seen slowHeads(Site site) throws IOException {
    List<Wire> slow = connections(site, Depth.times(200, 4000));
    try {
      slow.forEach(wire -> wire.send("GET /canary HTTP/1.1\r\nHo"));
      assertThat(site.read("/echo/1")).isEqualTo("1");
      for (Wire wire : slow) {
        assertThat(wire.rest().next()).isEqualTo(Next.CLOSED);
      }
    } finally {
      close(slow);
    }
    return Seen.NOTHING;
  }

  private static Seen slowBody(Site site) throws IOException {
    try (Wire wire = site.connect()) {
      wire.send(head("POST", "/trap", "Content-Length: 100") + "x");
      assertThat(site.read("/echo/1")).isEqualTo("1");
      return wire.rest();
    }
  }

  /** Its kernel serves others as soon as the cell has ended. */
  private static Seen slowReader(Site site) throws IOException {
    try (Wire wire = site.connect()) {
      wire.send(head("GET", "/large"));
      wire.read(1);
      assertThat(site.read("/echo/1")).isEqualTo("1");
      Eventually.holds(Duration.ofSeconds(40), () -> site.oracles().isAlone());
    }
    return Seen.NOTHING;
  }

  private static Seen resetQueued(Site site) throws Exception {
    try (Wire running = site.connect();
        Wire queued = site.connect()) {
      running.send(head("GET", "/sleep/1", "Connection: close"));
      Eventually.holds(SOON, () -> assertThat(ready(site)).contains("\"busy\":1"));
      queued.send(head("GET", "/trap/0"));
      Eventually.holds(SOON, () -> assertThat(ready(site)).contains("\"waiting\":1"));
      queued.reset();
      Eventually.holds(SOON, () -> assertThat(ready(site)).contains("\"waiting\":0"));
      assertThat(running.rest().only().body()).isEqualTo("slept\n");
    }
    return Seen.NOTHING;
  }

  private static Seen resetRunning(Site site) throws Exception {
    try (Wire running = site.connect()) {
      running.send(head("GET", "/trap/30"));
      Eventually.holds(SOON, () -> assertThat(ready(site)).contains("\"busy\":1"));
      running.reset();
      Eventually.holds(Duration.ofSeconds(3), () -> assertThat(ready(site)).contains("\"busy\":0"));
    }
    return Seen.NOTHING;
  }

  private static Seen resetWritten(Site site) throws IOException {
    for (int i = 0; i < 3; i++) {
      Wire wire = site.connect();
      wire.send(head("GET", "/large"));
      wire.read(1000);
      wire.reset();
    }
    return Seen.NOTHING;
  }

  private static Seen connectAndClose(Site site) throws IOException {
    for (int i = 0; i < Depth.times(1_000, 20_000); i++) {
      site.connect().close();
    }
    return Seen.NOTHING;
  }

  private static Seen halfClosed(Site site) throws IOException {
    try (Wire wire = site.connect()) {
      return wire.send(head("GET", "/echo/8")).finish().rest();
    }
  }

  private static Seen idle(Site site) throws IOException {
    List<Wire> idle = connections(site, Depth.times(200, 4000));
    try {
      for (Wire wire : idle) {
        wire.send(head("GET", "/echo/1"));
      }
      for (Wire wire : idle) {
        assertThat(wire.rest().answers()).hasSize(1);
      }
    } finally {
      close(idle);
    }
    return Seen.NOTHING;
  }

  private static String ready(Site site) throws IOException {
    return site.get("/_api/health/ready").only().body();
  }

  private static List<Wire> connections(Site site, int number) throws IOException {
    List<Wire> all = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      all.add(site.connect());
    }
    return all;
  }

  private static void close(List<Wire> wires) throws IOException {
    for (Wire each : wires) {
      each.close();
    }
  }
}
