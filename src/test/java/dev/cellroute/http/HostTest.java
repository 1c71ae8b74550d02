package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.SecurityConfig.Cors;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostTest {
  private final RecordingInvoker invoker = RecordingInvoker.naming();

  @ParameterizedTest
  @CsvSource({
    "/x,                      localhost:8888, 200",
    "/x,                      127.0.0.1,      200",
    "/x,                      '[::1]:8888',   200",
    "/x,                      api.example,    200",
    "/x,                      evil.example,   421",
    "http://evil.example/x,   localhost,      421",
    "http://localhost/x,      evil.example,   421",
    "http://api.example:80/x, localhost,      200",
    "http://a@localhost/x,    localhost,      421",
    "/nowhere,                evil.example,   421",
    "/_api/spec/swagger.json, evil.example,   421",
    "/_api/health/live,       10.0.0.7:8888,  200",
  })
  void onlyItsOwnNamesAreServed(String target, String host, int status) throws TimeoutException {
    try (RunningGateway gateway = start(Configs.DEFAULT.withAllowedHosts("api.example"));
        RawClient client = gateway.connect()) {
      client.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

      assertThat(client.read().status()).isEqualTo(status);
    }
    assertThat(invoker.invocations).hasSize(status == 200 && target.endsWith("/x") ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example"})
  void aForeignPageCannotMakeACellRunUnlessItIsSafe(String origin) throws TimeoutException {
    try (RunningGateway gateway = start(Configs.DEFAULT)) {
      String header = "Origin: " + origin;

      assertThat(gateway.send("POST", "/x", "a=b", header).status()).isEqualTo(403);
      assertThat(invoker.invocations).isEmpty();
      assertThat(gateway.get("/x", header).status()).isEqualTo(200);
      assertThat(gateway.get("/x", header).header("Access-Control-Allow-Origin"))
          .isEmpty();
    }
  }

  @Test
  void ownAllowedAndTrustedPagesMakeCellsRun() throws TimeoutException {
    Cors cors = new Cors("https://ok.example", "", "", "", "", "");
    try (RunningGateway gateway = start(Configs.DEFAULT.withCors(cors));
        RunningGateway closed = start(Configs.DEFAULT.withToken("t"))) {
      assertThat(gateway.send("POST", "/x", "", "Origin: http://localhost").status())
          .isEqualTo(200);
      assertThat(gateway.send("POST", "/x", "", "Origin: https://ok.example").status())
          .isEqualTo(200);
      assertThat(closed
              .send("POST", "/x", "", "Origin: https://a.example", "Authorization: Bearer t")
              .status())
          .isEqualTo(200);
    }
  }

  @Test
  void everyAnswerForbidsSniffingAndOwnPagesAreSandboxed() throws TimeoutException {
    try (RunningGateway gateway = start(Configs.DEFAULT)) {
      assertThat(gateway.get("/x").all("X-Content-Type-Options")).containsExactly("nosniff");
      assertThat(gateway.get("/nowhere").all("X-Content-Type-Options")).containsExactly("nosniff");
      assertThat(gateway.get("/x").all("Content-Security-Policy")).isEmpty();
      assertThat(gateway.get("/_api/spec/swagger.json").all("Content-Security-Policy"))
          .containsExactly("sandbox; default-src 'none'; frame-ancestors 'none'");
    }
  }

  @Test
  void aWebSocketIsRefusedAndAnotherUpgradeIgnored() throws TimeoutException {
    try (RunningGateway gateway = start(Configs.DEFAULT)) {
      assertThat(gateway.get("/x", "Connection: Upgrade", "Upgrade: websocket").status())
          .isEqualTo(400);
      assertThat(gateway
              .get("/x", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: ")
              .status())
          .isEqualTo(200);
    }
  }

  private RunningGateway start(Configs configs) throws TimeoutException {
    return RunningGateway.start(configs, notebook("n", invoker, "GET /x", "POST /x"));
  }
}
