package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.nothingElse;
import static dev.cellroute.faults.Fault.fault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.faults.Program.Ended;
import dev.cellroute.faults.Program.Launch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** N, and what G and H say of settings: a start that must be refused. */
final class SettingFaultsIT extends WorkplaceSuite {
  static final List<Fault<Workplace>> ROWS = List.of(
      file("N1", "unknown key", "http: {prot: 1}", "http.prot", "http.port", "refused.yaml:1"),
      file("N1", "unknown section", "htpp: {port: 1}", "htpp"),
      file("N1", "text where a number is due", "http: {port: many}", "http.port", "many"),
      file("N1", "negative time", "request: {timeout: -1s}", "request.timeout", "-1s"),
      file("N1", "number that overflows", "http: {port: 99999999999}", "http.port"),
      file("N1", "no YAML", "http: {port: [", "refused.yaml"),
      fault("N1", "exit code and every problem", SettingFaultsIT::everyProblem, nothingElse()),
      fault("N2", "port taken", SettingFaultsIT::portTaken, nothingElse()),
      fault("N2", "address of somebody else", SettingFaultsIT::badAddress, nothingElse())
          .onlyInFull(),
      fault(
          "N4",
          "flag over variable over file, secret masked",
          SettingFaultsIT::precedence,
          nothingElse()),
      file("N5", "security value that is none", "security: {open: maybe}", "security.open"),
      file("N5", "empty token", "http: {token: ''}", "http.token"),
      settings(
          "G9",
          "beyond loopback without a token",
          Map.of("http.host", "0.0.0.0"),
          "http.token",
          "security.open"),
      settings(
          "N6", "every address of IPv6 without a token", Map.of("http.host", "::"), "http.token"),
      settings(
          "H2",
          "credentials for every origin",
          Map.of("security.cors.allow-origin", "*", "security.cors.allow-credentials", "true"),
          "security.cors"),
      fault("I11", "kernel that never becomes ready", SettingFaultsIT::neverReady, nothingElse())
          .onlyInFull(),
      fault("I12", "kernel that is not installed", SettingFaultsIT::notInstalled, nothingElse()),
      broken("program is missing", "/no/such"),
      broken("program may not run", "/etc/hosts").onlyInFull(),
      broken("program ends at once", "false").onlyInFull());

  @Override
  List<Fault<Workplace>> rows() {
    return ROWS;
  }

  private static Fault<Workplace> file(String id, String title, String yaml, String... named) {
    return fault(
        id,
        title,
        place -> {
          place.write("fine.ipynb", Cells.python("# GET /a\nprint(1)"));
          assertThat(place.refusalOfFile(yaml + "\nnotebooks: [{path: fine.ipynb}]\n"))
              .contains(named);
          return Seen.NOTHING;
        },
        nothingElse());
  }

  private static Fault<Workplace> settings(
      String id, String title, Map<String, String> settings, String... named) {
    return fault(
        id,
        title,
        place -> {
          place.write("fine.ipynb", Cells.python("# GET /a\nprint(1)"));
          assertThat(place.refusalOf(settings)).contains(named);
          return Seen.NOTHING;
        },
        nothingElse());
  }

  private static Seen everyProblem(Workplace place) throws Exception {
    place.write("conf/cellroute.yaml", "http: {prot: 1}\nrequest: {timeout: -1s}\n");
    Ended ended = place.run("serve");
    assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
    assertThat(ended.err()).contains("http.prot", "request.timeout", "-1s");
    return Seen.NOTHING;
  }

  private static Seen portTaken(Workplace place) throws Exception {
    place.write("fine.ipynb", Cells.python("# GET /a\nprint(1)"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Ended ended = place.run("serve", "fine.ipynb", "--port", port);
      assertThat(ended.code()).as(ended.toString()).isEqualTo(6);
      assertThat(ended.err()).contains(port);
    }
    return Seen.NOTHING;
  }

  private static Seen badAddress(Workplace place) throws Exception {
    place.write("fine.ipynb", Cells.python("# GET /a\nprint(1)"));
    Ended ended = place.run("serve", "fine.ipynb", "--host", "192.0.2.1", "--token", "t");
    assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
    return Seen.NOTHING;
  }

  private static Seen precedence(Workplace place) throws Exception {
    place.write("conf/cellroute.yaml", "http: {port: 1111, token: of-the-file, host: localhost}\n");
    Launch launch = Launch.with(Map.of("CELLROUTE_HTTP_PORT", "2222"));
    Ended ended = place.start(launch, "config").end(Duration.ofMinutes(1));
    assertThat(ended.out()).as(ended.toString()).contains("2222").doesNotContain("of-the-file");
    return Seen.NOTHING;
  }

  private static Seen notInstalled(Workplace place) throws Exception {
    place.write("odd.ipynb", Cells.notebook("nowhere", "elixir", List.of("# GET /a\nprint(1)")));
    Ended ended = place.serve().end(Duration.ofMinutes(1));
    assertThat(ended.code()).as(ended.toString()).isIn(1, 2, 4);
    assertThat(ended.err()).contains("nowhere");
    return Seen.NOTHING;
  }

  private static Fault<Workplace> broken(String title, String program) {
    return fault(
        "I12", "kernel whose " + title, place -> brokenKernel(place, program), nothingElse());
  }

  private static Seen brokenKernel(Workplace place, String program) throws Exception {
    Ended ended = serveWith(place, program, "30s");
    assertThat(ended.code()).as(ended.toString()).isIn(1, 2, 4, 138);
    assertThat(ended.err()).contains("odd.ipynb");
    assertThat(ended.took()).isLessThan(Duration.ofSeconds(25));
    return Seen.NOTHING;
  }

  private static Seen neverReady(Workplace place) throws Exception {
    Ended ended = serveWith(place, "sleep", "1s");
    assertThat(ended.code()).as(ended.toString()).isIn(1, 7);
    assertThat(ended.err()).contains("odd.ipynb");
    return Seen.NOTHING;
  }

  /** Serves a notebook whose kernel is this program. */
  private static Ended serveWith(Workplace place, String program, String timeout)
      throws IOException, InterruptedException {
    place.write(
        "jupyter/kernels/odd/kernel.json",
        "{\"argv\": [\"" + program + "\", \"600\"],"
            + " \"display_name\": \"Odd\", \"language\": \"bash\"}");
    place.write("odd.ipynb", Cells.notebook("odd", "bash", List.of("# GET /a\nprint(1)")));
    String path = place.folder().resolve("jupyter").toString();
    return place
        .serve(Launch.with(Map.of("JUPYTER_PATH", path, "CELLROUTE_KERNEL_START_TIMEOUT", timeout)))
        .end(Duration.ofMinutes(1));
  }
}
