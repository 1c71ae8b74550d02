package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.answered;
import static dev.cellroute.faults.Expectation.cut;
import static dev.cellroute.faults.Expectation.nothingElse;
import static dev.cellroute.faults.Expectation.refused;
import static dev.cellroute.faults.Fault.fault;
import static dev.cellroute.faults.Wire.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.faults.Fault.Attack;
import dev.cellroute.faults.Seen.Answer;
import dev.cellroute.faults.Seen.Bodies;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A: parsing and framing of HTTP. */
final class HttpFaultsIT extends FaultSuite {
  private static final String SMUGGLED = head("GET", "/canary");
  private static final String POST = "POST /read HTTP/1.1\r\nHost: localhost\r\n";

  static final List<Fault<Site>> ROWS = List.of(
      fault(
          "A1",
          "random bytes",
          raw("\u0000\u0001\u0002\u00ff\r\n\r\n"),
          refused(400).or(cut())),
      fault("A1", "hello of TLS", raw("\u0016\u0003\u0001\u0000\u0005hello\r\n\r\n"), closed()),
      fault("A2", "method of 8 kB", raw(head("X".repeat(8192), "/echo/1")), answered(405)),
      fault(
          "A2",
          "method in lower case",
          raw(head("get", "/echo/1")),
          answered(405).or(closed())),
      fault(
          "A2",
          "tab instead of a space",
          raw("GET\t/echo/1 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
          closed().or(answered(200))),
      fault("A3", "target of 64 kB", raw(head("GET", "/" + "a".repeat(65_536))), refused(414)),
      fault("A3", "target of 10 kB", raw(head("GET", "/" + "a".repeat(10_240))), answered(404)),
      fault("A4", "10,000 headers", raw(head("GET", "/echo/1", headers(10_000))), refused(431)),
      fault("A4", "header of 1 MB", raw(head("GET", "/echo/1", "X: " + million())), refused(431)),
      fault(
          "A5",
          "length and chunks",
          post("Content-Length: 4", "Transfer-Encoding: chunked"),
          closed()),
      fault("A5", "two lengths", post("Content-Length: 0", "Content-Length: 40"), closed()),
      fault("A5", "length with a sign", post("Content-Length: +5"), closed()),
      fault("A5", "list of lengths", post("Content-Length: 5,5"), closed()),
      fault("A5", "length in hexadecimal", post("Content-Length: 0x5"), closed()),
      fault("A5", "negative length", post("Content-Length: -5"), closed()),
      fault("A5", "unknown coding", post("Transfer-Encoding: xchunked"), closed()),
      fault("A5", "chunked is not last", post("Transfer-Encoding: chunked, identity"), closed()),
      fault(
          "A5",
          "chunk extension of 1 MB",
          chunks("4;x=" + million() + "\r\nabcd\r\n0\r\n\r\n"),
          closed()),
      fault(
          "A5",
          "chunk ended by a bare line feed",
          chunks("4\nabcd\n0\n\n"),
          closed().or(answered(200))),
      fault("A5", "chunk size that overflows", chunks("fffffffffffffffff\r\nabcd\r\n"), closed()),
      fault(
          "A6",
          "HTTP/1.0 with chunks and a length",
          raw("POST /read HTTP/1.0\r\n"
              + "Host: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
              + SMUGGLED),
          closed()),
      fault(
          "A7",
          "folded header",
          raw(head("GET", "/echo/1", "X: a\r\n b")),
          refused(400).or(answered(200))),
      fault("A7", "space before the colon", raw(head("GET", "/echo/1", "X : a")), refused(400)),
      fault("A7", "NUL in a value", raw(head("GET", "/echo/1", "X: a\u0000b")), refused(400)),
      fault("A7", "CR in a value", raw(head("GET", "/echo/1", "X: a\rb")), refused(400)),
      fault(
          "A7", "name that is not ASCII", raw(head("GET", "/echo/1", "X\u00e9: a")), refused(400)),
      fault("A8", "no host", raw("GET /echo/1 HTTP/1.1\r\n\r\n"), refused(400).or(answered(400))),
      fault("A8", "two hosts", raw(head("GET", "/echo/1", "Host: other")), answered(400)),
      fault("A9", "NUL before the request", raw("\u0000\u0001" + SMUGGLED), closed()),
      fault(
          "A10",
          "50 pipelined requests",
          pipeline(50),
          seen -> assertThat(seen.answers()).hasSize(50)),
      fault(
          "A10",
          "1,000 pipelined requests",
          pipeline(1000),
          seen -> assertThat(seen.answers()).hasSize(1000)),
      fault(
          "A11", "expects to go on, then sends nothing", HttpFaultsIT::expectAndWait, refused(408)),
      fault(
          "A11",
          "unknown expectation",
          raw(head("POST", "/read", "Expect: 200-maybe", "Content-Length: 3") + "abc"),
          refused(417).or(answered(417))),
      fault("A12", "HTTP/2 by prior knowledge", raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), closed()),
      fault(
          "A12",
          "upgrade to h2c",
          raw(head(
              "GET",
              "/echo/1",
              "Connection: Upgrade, HTTP2-Settings",
              "Upgrade: h2c",
              "HTTP2-Settings: AAMAAABkAAQAAP__")),
          answered(200)),
      fault("A15", "HEAD", HttpFaultsIT::headOfEcho, nothingElse()),
      fault("A15", "OPTIONS", raw(head("OPTIONS", "/canary")), answered(204)),
      fault("A15", "TRACE", raw(head("TRACE", "/canary")), answered(405)),
      fault(
          "A15", "CONNECT", raw(head("CONNECT", "localhost:80")), closed().or(answered(404, 405))),
      fault(
          "A16",
          "WebSocket on a plain route",
          raw(head(
              "GET",
              "/echo/1",
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")),
          answered(200, 400, 426)));

  @Override
  List<Fault<Site>> rows() {
    return ROWS;
  }

  @Override
  Plan plan() {
    return Plan.of("# POST /read\nprint(len(json.loads(REQUEST)['body']))")
        .with("http.idle-timeout", "1s");
  }

  private static Expectation closed() {
    return refused(400).or(cut());
  }

  private static Attack<Site> raw(String bytes) {
    return site -> Wire.attack(site.port(), bytes);
  }

  /** A request whose framing is in doubt, with another one where its body may be. */
  private static Attack<Site> post(String... headers) {
    return raw(POST + String.join("\r\n", headers) + "\r\n\r\n0\r\n\r\n" + SMUGGLED);
  }

  private static Attack<Site> chunks(String body) {
    return raw(POST + "Transfer-Encoding: chunked\r\n\r\n" + body);
  }

  private static String[] headers(int number) {
    List<String> headers = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      headers.add("X-" + i + ": value");
    }
    return headers.toArray(String[]::new);
  }

  private static String million() {
    return "v".repeat(1_000_000);
  }

  /** Answered in the order of the questions. */
  private static Attack<Site> pipeline(int number) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < number; i++) {
      all.append(head("GET", "/echo/" + i));
    }
    return site -> {
      Seen seen = Wire.attack(site.port(), all.toString());
      for (int i = 0; i < seen.answers().size(); i++) {
        assertThat(seen.answers().get(i).body()).isEqualTo(Integer.toString(i));
      }
      return seen;
    };
  }

  private static Seen expectAndWait(Site site) throws IOException {
    try (Wire wire = site.connect()) {
      wire.send(head("POST", "/read", "Content-Length: 10", "Expect: 100-continue"));
      Seen seen = wire.rest();
      assertThat(seen.answers().get(0).status()).isEqualTo(100);
      return new Seen(seen.answers().subList(1, seen.answers().size()), seen.next(), Duration.ZERO);
    }
  }

  private static Seen headOfEcho(Site site) throws IOException {
    try (Wire wire = site.connect()) {
      Seen seen = wire.send(head("HEAD", "/echo/12", "Connection: close")).rest(Bodies.NONE);
      Answer answer = seen.only();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("content-length")).contains("2");
      return seen;
    }
  }
}
