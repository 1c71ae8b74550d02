package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.answered;
import static dev.cellroute.faults.Expectation.nothingElse;
import static dev.cellroute.faults.Fault.fault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.faults.Fault.Attack;
import dev.cellroute.faults.Fault.Depth;
import java.io.IOException;
import java.util.List;

/** H: what a browser is led to do. */
final class BrowserFaultsIT extends FaultSuite {
  static final List<Fault<Site>> ROWS = List.of(
      fault("H1", "origin of somebody else", origin("https://evil.test"), noCors()),
      fault("H1", "no origin to speak of", origin("null"), noCors()),
      fault("H1", "origin below an allowed one", origin("https://ok.test.evil.test"), noCors()),
      fault("H1", "origin that matches as a pattern", origin("https://okXtest"), noCors()),
      fault("H1", "origin with another scheme", origin("http://ok.test"), noCors()),
      fault("H1", "origin with another port", origin("https://ok.test:8443"), noCors()),
      fault(
          "H1",
          "the allowed origin",
          origin("https://ok.test"),
          answered(200)
              .and(seen -> assertThat(seen.only().header("access-control-allow-origin"))
                  .contains("https://ok.test"))),
      fault("H5", "a storm of preflights", BrowserFaultsIT::preflights, nothingElse()));

  @Override
  List<Fault<Site>> rows() {
    return ROWS;
  }

  @Override
  Plan plan() {
    return Plan.of().with("security.cors.allow-origin", "https://ok.test");
  }

  private static Attack<Site> origin(String origin) {
    return site -> Wire.attack(site.port(), Wire.head("GET", "/echo/1", "Origin: " + origin));
  }

  private static Expectation noCors() {
    return answered(200, 403)
        .and(seen -> assertThat(seen.only().headers().keySet())
            .noneMatch(name -> name.startsWith("access-control-")));
  }

  private static Seen preflights(Site site) throws IOException {
    String one = Wire.head(
        "OPTIONS", "/canary", "Origin: https://ok.test", "Access-Control-Request-Method: POST");
    int number = Depth.times(100, 100);
    for (int i = 0; i < Depth.times(5, 100); i++) {
      Seen seen = Wire.attack(site.port(), one.repeat(number));
      assertThat(seen.answers()).hasSize(number);
      assertThat(seen.answers())
          .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(204));
    }
    return Seen.NOTHING;
  }
}
