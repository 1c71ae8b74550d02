package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.answered;
import static dev.cellroute.faults.Expectation.body;
import static dev.cellroute.faults.Expectation.refused;
import static dev.cellroute.faults.Expectation.statuses;
import static dev.cellroute.faults.Expectation.within;
import static dev.cellroute.faults.Fault.fault;
import static dev.cellroute.faults.Wire.head;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.faults.Fault.Attack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** C: bodies. */
final class BodyFaultsIT extends FaultSuite {
  private static final int LIMIT = 2 * 1024 * 1024;
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  static final List<Fault<Site>> ROWS = List.of(
      fault(
          "C1",
          "declared too long",
          raw(head("POST", "/trap", "Content-Length: 99999999999")),
          refused(413)),
      fault("C2", "chunks cross the limit", BodyFaultsIT::crossTheLimit, refused(413)),
      fault("C3", "half a body, then gone", BodyFaultsIT::leaveHalfWay, Expectation.nothingElse()),
      fault("C4", "compressed bomb", BodyFaultsIT::bomb, answered(415)),
      fault("C5", "truncated", trap(JSON, "{\"a\": [1, 2"), answered(400, 422)),
      fault(
          "C5",
          "equal keys: the last wins",
          same(JSON, "{\"a\": 1, \"a\": 2}"),
          answered(200).and(body("{'a': 2}"))),
      fault(
          "C5",
          "100,000 deep",
          trap(JSON, "[".repeat(100_000) + "]".repeat(100_000)),
          answered(400, 422)),
      fault(
          "C5",
          "number of 1,000,000 digits",
          same(JSON, "9".repeat(1_000_000)),
          answered(200, 400, 422, 500)),
      fault("C5", "lone surrogate", same(JSON, "\"\\ud800\""), answered(200, 400, 422)),
      fault("C5", "byte order mark", same(JSON, "\u00ef\u00bb\u00bf1"), answered(200, 400)),
      fault("C5", "UTF-16", trap(JSON, "\u0000[\u00001\u0000]"), answered(400)),
      fault("C5", "overlong UTF-8", trap(JSON, "\"\u00c0\u00af\""), answered(400)),
      fault("C5", "bytes that are no UTF-8", trap("text/plain", "\u00ff\u00fe"), answered(400)),
      fault(
          "C6",
          "form with 200,000 keys",
          BodyFaultsIT::keys,
          statuses(200, 400, 413).and(within(Duration.ofSeconds(10)))),
      fault("C7", "boundary of 1 MB", multipart("b".repeat(1_000_000)), statuses(400, 413, 431)),
      fault("C7", "10,000 parts", parts(10_000), answered(200, 400, 413)),
      fault(
          "C7", "file name that climbs", upload("../../climbed"), answered(200).and(body("0"))),
      fault("C7", "absolute file name", upload("/tmp/climbed"), answered(200).and(body("0"))),
      fault(
          "C7",
          "no end",
          multipart("b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n"),
          answered(400)),
      fault(
          "C7",
          "a multipart in a multipart",
          fields("--b\r\n"
              + "Content-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed;"
              + " boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n"),
          answered(200, 400)),
      fault("C8", "text where JSON is said", trap(JSON, "plain words"), answered(400)),
      fault(
          "C8",
          "JSON where text is said",
          same("text/plain", "[1]"),
          answered(200).and(body("'[1]'"))),
      fault(
          "C8",
          "unknown type",
          same("application/x-odd", "abc"),
          answered(200).and(body("'YWJj'"))),
      fault("C9", "no byte", length(0), answered(200).and(body("0"))),
      fault("C9", "exactly the limit", length(LIMIT), answered(200).and(body("" + LIMIT))),
      fault(
          "C9",
          "one byte more",
          trap("text/plain", "x".repeat(LIMIT + 1)),
          refused(413).or(answered(413))),
      fault("C10", "UTF-7", trap("text/plain; charset=utf-7", "+AGE-"), answered(415)),
      fault("C10", "unknown charset", trap("text/plain; charset=none", "a"), answered(415)),
      fault(
          "C10",
          "charset that is no name",
          trap("text/plain; charset=\"\u0001\"", "a"),
          statuses(400, 415)));

  @Override
  List<Fault<Site>> rows() {
    return ROWS;
  }

  @Override
  Plan plan() {
    return Plan.of(
            "# POST /trap\nopen('canary', 'a').write('x')",
            "# POST /same\nprint(ascii(json.loads(REQUEST)['body']), end='')",
            "# POST /length\nprint(len(json.loads(REQUEST)['body']), end='')",
            "# POST /fields\nprint(len(json.loads(REQUEST)['body']), end='')")
        .with("http.max-body", "2MiB");
  }

  private static Attack<Site> raw(String bytes) {
    return site -> Wire.attack(site.port(), bytes);
  }

  private static Attack<Site> trap(String type, String body) {
    return post("/trap", type, body);
  }

  private static Attack<Site> same(String type, String body) {
    return post("/same", type, body);
  }

  private static Attack<Site> length(int length) {
    return post("/length", "text/plain", "x".repeat(length));
  }

  private static Attack<Site> post(String path, String type, String body) {
    String head = head("POST", path, "Content-Type: " + type, "Content-Length: " + body.length());
    return raw(head + body);
  }

  private static Attack<Site> multipart(String boundary, String... body) {
    return post("/trap", "multipart/form-data; boundary=" + boundary, String.join("", body) + "x");
  }

  private static Attack<Site> parts(int number) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < number; i++) {
      body.append("--b\r\nContent-Disposition: form-data; name=\"")
          .append(i)
          .append("\"\r\n\r\nv\r\n");
    }
    return fields(body + "--b--\r\n");
  }

  private static Attack<Site> fields(String body) {
    return post("/fields", "multipart/form-data; boundary=b", body);
  }

  /** A file is a file of the gateway's own name, wherever its client's name points to. */
  private static Attack<Site> upload(String name) {
    String body = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"" + name
        + "\"\r\n\r\nx\r\n--b--\r\n";
    return site -> {
      Seen seen = post("/fields", "multipart/form-data; boundary=b", body).on(site);
      assertThat(Path.of("/tmp/climbed")).doesNotExist();
      assertThat(site.folder().resolve("climbed")).doesNotExist();
      return seen;
    };
  }

  private static Seen crossTheLimit(Site site) throws IOException {
    String chunk = "100000\r\n" + "x".repeat(1024 * 1024) + "\r\n";
    long before = uploads();
    Seen seen = Wire.attack(
        site.port(), head("POST", "/trap", "Transfer-Encoding: chunked") + chunk.repeat(4));
    assertThat(uploads()).isEqualTo(before);
    return seen;
  }

  private static long uploads() throws IOException {
    String home = "cellroute-" + System.getProperty("user.name");
    Path gateway = Path.of(System.getProperty("java.io.tmpdir"), home);
    try (Stream<Path> all = Files.walk(gateway)) {
      return all.filter(each -> each.toString().contains("upload-")).count();
    }
  }

  private static Seen leaveHalfWay(Site site) throws IOException {
    try (Wire wire = site.connect()) {
      wire.send(head("POST", "/trap", "Content-Length: 100") + "x".repeat(50));
    }
    return Seen.NOTHING;
  }

  private static Seen bomb(Site site) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 100; i++) {
        out.write(new byte[1024 * 1024]);
      }
    }
    String body = bytes.toString(ISO_8859_1);
    return Wire.attack(
        site.port(),
        head(
                "POST",
                "/trap",
                "Content-Encoding: gzip",
                "Content-Type: text/plain",
                "Content-Length: " + body.length())
            + body);
  }

  private static Seen keys(Site site) throws Exception {
    StringBuilder body = new StringBuilder();
    // "Aa" and "BB" have the same hash in Java; so has every word made of them.
    for (int i = 0; i < 200_000 && body.length() < LIMIT - 64; i++) {
      for (int bit = 0; bit < 18; bit++) {
        body.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      body.append("=&");
    }
    return post("/fields", FORM, body.toString()).on(site);
  }
}
