package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.answered;
import static dev.cellroute.faults.Expectation.problem;
import static dev.cellroute.faults.Fault.fault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.faults.Fault.Attack;
import java.util.List;

/** B: what a notebook says of its answer, and what a client says of itself. */
final class ResponseFaultsIT extends FaultSuite {
  private static final String BOM = "\ufeff";

  static final List<Fault<Site>> ROWS = List.of(
      fault("B1", "value with a line break", headers("{'X-A': 'a\\r\\nSet-Cookie: x'}"), invalid()),
      fault("B1", "value with NUL", headers("{'X-A': 'a\\0b'}"), invalid()),
      fault("B1", "value whose low byte is LF", headers("{'X-A': 'a\\u010ab'}"), invalid()),
      fault(
          "B1",
          "line break in ResponseInfo",
          info("{'headers': {'X-A': 'a\\r\\nSet-Cookie: x'}}"),
          invalid()),
      fault("B2", "name with a space", headers("{'X A': '1'}"), invalid()),
      fault("B2", "name with a colon", headers("{'X:A': '1'}"), invalid()),
      fault("B2", "empty name", headers("{'': '1'}"), invalid()),
      fault("B2", "name with a line break", headers("{'X\\r\\nA': '1'}"), invalid()),
      fault("B3", "length of its own", headers("{'Content-Length': '1000'}"), framed()),
      fault("B3", "coding of its own", headers("{'Transfer-Encoding': 'chunked'}"), framed()),
      fault(
          "B3",
          "connection of its own",
          headers("{'Connection': 'upgrade', 'Upgrade': 'x'}"),
          framed()),
      fault(
          "B3",
          "transport security",
          headers("{'Strict-Transport-Security': 'max-age=9'}"),
          framed()),
      fault("B4", "status 99", status("99"), invalid()),
      fault("B4", "status 1000", status("1000"), invalid()),
      fault("B4", "status 100", status("100"), invalid()),
      fault("B4", "status as text", status("'200'"), invalid()),
      fault("B4", "no status", status("None"), invalid()),
      fault("B4", "status true", status("True"), invalid()),
      fault("B4", "204 with a body", status("204"), answered(204).and(Expectation.body(""))),
      fault("B4", "304 with a body", status("304"), answered(304).and(Expectation.body(""))),
      fault("B5", "ResponseInfo is no JSON", printed("'oops'"), invalid()),
      fault("B5", "ResponseInfo is a list", printed("'[1]'"), invalid()),
      fault("B5", "ResponseInfo of 50 MB", printed("'x' * 50_000_000"), invalid()),
      fault(
          "B5",
          "ResponseInfo nested 10,000 times",
          printed("'[' * 10_000 + ']' * 10_000"),
          invalid()),
      fault("B6", "10,000 headers", headers("{f'X-{n}': '1' for n in range(10_000)}"), invalid()),
      fault("B6", "header of 1 MB", headers("{'X-A': 'v' * 1_000_000}"), invalid()),
      fault("B7", "forged forwarding", ResponseFaultsIT::forwarded, answered(200)),
      fault("B7", "request id of 10 kB", id("i".repeat(10_000)), fresh()),
      fault("B7", "request id with blanks", id("a b status=200"), fresh()),
      fault("B7", "request id in another alphabet", id("\u00e9" + BOM.length()), fresh()));

  @Override
  List<Fault<Site>> rows() {
    return ROWS;
  }

  @Override
  Plan plan() {
    return Plan.of(
        "# POST /headers\nRESPONSE = {'headers': eval(json.loads(REQUEST)['body']), 'body': 'ok'}",
        "# POST /status\nRESPONSE = {'status': eval(json.loads(REQUEST)['body']), 'body': 'ok'}",
        "# POST /info\ntold = json.dumps(eval(json.loads(REQUEST)['body']))\nprint('ok')",
        "# ResponseInfo POST /info\nprint(told)",
        "# POST /printed\ntold = eval(json.loads(REQUEST)['body'])\nprint('ok')",
        "# ResponseInfo POST /printed\nprint(told)");
  }

  private static Attack<Site> headers(String python) {
    return post("/headers", python);
  }

  private static Attack<Site> status(String python) {
    return post("/status", python);
  }

  private static Attack<Site> info(String python) {
    return post("/info", python);
  }

  private static Attack<Site> printed(String python) {
    return post("/printed", python);
  }

  private static Attack<Site> post(String path, String python) {
    String head =
        Wire.head("POST", path, "Content-Type: text/plain", "Content-Length: " + python.length());
    return site -> Wire.attack(site.port(), head + python);
  }

  private static Attack<Site> id(String id) {
    return site -> Wire.attack(site.port(), Wire.head("GET", "/echo/1", "X-Request-Id: " + id));
  }

  private static Seen forwarded(Site site) throws Exception {
    return Wire.attack(
        site.port(),
        Wire.head(
            "GET",
            "/echo/1",
            "X-Forwarded-For: 10.0.0.1, evil",
            "X-Forwarded-Host: evil",
            "Forwarded: for=evil"));
  }

  private static Expectation invalid() {
    return problem(500, "response_invalid")
        .and(framed(500))
        .and(seen -> assertThat(seen.only().headers().keySet()).doesNotContain("set-cookie"));
  }

  private static Expectation framed() {
    return framed(200).and(seen -> {
      Seen.Answer answer = seen.only();
      assertThat(answer.body()).isEqualTo("ok");
      assertThat(answer.headers().keySet())
          .doesNotContain("transfer-encoding", "upgrade", "strict-transport-security");
    });
  }

  private static Expectation framed(int status) {
    return answered(status);
  }

  private static Expectation fresh() {
    return answered(200)
        .and(seen ->
            assertThat(seen.only().header("x-request-id").orElseThrow()).matches("[0-9a-f]{16}"));
  }
}
