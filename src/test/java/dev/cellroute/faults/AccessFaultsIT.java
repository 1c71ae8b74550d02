package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.nothingElse;
import static dev.cellroute.faults.Expectation.statuses;
import static dev.cellroute.faults.Fault.fault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.faults.Fault.Attack;
import dev.cellroute.faults.Seen.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** F and G: names that lead elsewhere, and clients without the token. */
final class AccessFaultsIT extends FaultSuite {
  private static final String TOKEN = "Geheim-0123456789";
  private static final String SHOWN = "Authorization: Bearer " + TOKEN;

  private static final List<String> ROUTES = List.of(
      "/canary",
      "/echo/1",
      "/nowhere",
      "/",
      "/public/open.txt",
      "/_api/docs",
      "/_api/metrics",
      "/_api/source",
      "/_api/spec/swagger.json",
      "/_api/spec/openapi.json",
      "/api/executions");
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "X");
  private static final List<String> WRONG = List.of(
      "X-None: 1",
      "Authorization:",
      "Authorization: Bearer",
      "Authorization: Bearer ",
      "Authorization: Bearer wrong",
      "Authorization: Bearer " + TOKEN.substring(1),
      "Authorization: Bearer " + TOKEN.substring(0, TOKEN.length() - 1),
      "Authorization: Bearer " + TOKEN.toLowerCase(Locale.ROOT),
      "Authorization: Bearer " + TOKEN + TOKEN,
      "Authorization: Bearer " + TOKEN + ", Bearer " + TOKEN,
      "Authorization: Basic R2VoZWltOkdlaGVpbQ==",
      "Authorization: " + TOKEN,
      "Authorization: Digest " + TOKEN,
      "Authorization: Bearer " + "x".repeat(50_000),
      "X-Authorization: Bearer " + TOKEN,
      "Proxy-Authorization: Bearer " + TOKEN,
      "Cookie: token=" + TOKEN);

  static final List<Fault<Site>> ROWS = List.of(
      climbing("F1", "/public/../attacked.ipynb"),
      climbing("F1", "/public/%2e%2e/attacked.ipynb"),
      climbing("F1", "/public/..%2fattacked.ipynb"),
      climbing("F1", "/public/..\\attacked.ipynb"),
      climbing("F1", "/public/..%5cattacked.ipynb"),
      climbing("F1", "/public/....//attacked.ipynb"),
      climbing("F1", "/public//attacked.ipynb"),
      climbing("F1", "/public/%252e%252e/attacked.ipynb"),
      climbing("F1", "/public/~/attacked.ipynb"),
      climbing("F1", "/public//etc/passwd"),
      climbing("F1", "/public/file:/etc/passwd"),
      climbing("F2", "/public-secret/closed.txt"),
      climbing("F2", "/public/../public-secret/closed.txt"),
      climbing("F3", "/public/link.txt"),
      climbing("F3", "/public/folder/closed.txt"),
      climbing("F4", "/public/" + "n".repeat(5_000)),
      climbing("F4", "/public/a%00b"),
      climbing("F4", "/public/a%0ab"),
      climbing("F4", "/public/%e2%80%aetxt.nepo"),
      climbing("F4", "/public/OPEN.TXT"),
      fault(
          "F4",
          "the file itself is served",
          site -> site.get("/public/open.txt", SHOWN),
          statuses(200).and(Expectation.body("open"))),
      fault(
          "G1", "no route and method without the token", AccessFaultsIT::everywhere, nothingElse()),
      fault(
          "G2",
          "token in a cookie",
          ask("GET", "/canary", "Cookie: token=" + TOKEN),
          statuses(401)),
      fault(
          "G2",
          "token in a body",
          site -> site.send(
              "POST",
              "/canary",
              "token=" + TOKEN,
              "Content-Type: application/x-www-form-urlencoded"),
          statuses(401)),
      fault(
          "G2",
          "token in the query is not logged",
          site -> site.get("/echo/1?token=" + TOKEN),
          statuses(200)),
      spelled("//canary"),
      spelled("/./canary"),
      spelled("/x/../canary"),
      spelled("/CANARY"),
      spelled("/canary;x"),
      spelled("/canary%2f"),
      spelled("/canary/"),
      spelled("/%63anary"),
      spelled("/_api/health/live/../../../canary"),
      spelled("/_api/health/live;/canary"),
      spelled("http://localhost/canary"),
      spelled("/_api/health/live%2f..%2f..%2f..%2fcanary"),
      fault(
          "G3",
          "method of a header",
          ask(
              "POST",
              "/_api/health/live",
              "X-HTTP-Method-Override: GET",
              "X-Original-URL: /canary",
              "X-Rewrite-URL: /canary"),
          statuses(200, 401, 404, 405)),
      fault(
          "H4",
          "form without a token from a browser",
          ask("POST", "/canary", "Content-Type: text/plain", "Origin: http://evil.test"),
          statuses(401, 403)));

  @Override
  List<Fault<Site>> rows() {
    return ROWS;
  }

  @Override
  Plan plan() {
    return Plan.of()
        .withFile("static/open.txt", "open")
        .withFile("static-secret/closed.txt", "unseen")
        .with("http.static", "static")
        .withToken(TOKEN);
  }

  private static Fault<Site> climbing(String id, String target) {
    String title = target.substring(0, Math.min(40, target.length()));
    return fault(
        id,
        title,
        site -> {
          link(site, "link.txt", "../attacked.ipynb");
          link(site, "folder", "../static-secret");
          return site.get(target, SHOWN);
        },
        statuses(400, 404)
            .and(seen ->
                assertThat(seen.only().body()).doesNotContain("nbformat", "unseen", "root:")));
  }

  private static void link(Site site, String name, String target) throws IOException {
    Path link = site.folder().resolve("static").resolve(name);
    if (!Files.isSymbolicLink(link)) {
      Files.createSymbolicLink(link, Path.of(target));
    }
  }

  private static Fault<Site> spelled(String target) {
    return fault("G3", target, ask("GET", target), statuses(400, 401, 404));
  }

  private static Attack<Site> ask(String method, String target, String... headers) {
    return site -> site.ask(method, target, headers);
  }

  /** Every route with every method and every form of a wrong token. */
  private static Seen everywhere(Site site) throws IOException {
    for (String route : ROUTES) {
      for (String method : METHODS) {
        for (String wrong : WRONG) {
          refused(site, method, route, wrong);
        }
      }
    }
    return Seen.NOTHING;
  }

  private static void refused(Site site, String method, String route, String wrong)
      throws IOException {
    Answer answer = site.ask(method, route, wrong).only();
    assertThat(answer.status()).as("%s %s %s", method, route, wrong).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).isPresent();
  }
}
