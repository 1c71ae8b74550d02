package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.SecurityConfig.Cors;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class CorsTest {
  @Test
  void everyAnswerNamesTheAllowedOriginOnce() throws TimeoutException {
    try (RunningGateway gateway = allowing("*")) {
      assertThat(gateway.get("/alive").all("Access-Control-Allow-Origin")).containsExactly("*");
      assertThat(gateway.get("/nowhere").all("Access-Control-Allow-Origin")).containsExactly("*");
    }
  }

  @Test
  void aPreflightNeedsNoTokenAndSaysWhatMayFollow() throws TimeoutException {
    try (RunningGateway gateway = allowing("https://ok.example")) {
      RawClient.Answer answer = gateway.ask(
          "OPTIONS",
          "/alive",
          "Origin: https://ok.example",
          "Access-Control-Request-Method: GET",
          "Access-Control-Request-Headers: authorization");

      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.all("Access-Control-Allow-Origin")).containsExactly("https://ok.example");
      assertThat(answer.all("Access-Control-Allow-Methods")).containsExactly("GET, HEAD, OPTIONS");
      assertThat(answer.all("Access-Control-Allow-Headers")).containsExactly("authorization");
      assertThat(answer.all("Vary"))
          .containsExactly(
              "Access-Control-Request-Method, Access-Control-Request-Headers", "Origin");
    }
  }

  @Test
  void aRefusalCanBeReadByTheAllowedOriginOnly() throws TimeoutException {
    try (RunningGateway gateway = allowing("https://ok.example")) {
      RawClient.Answer ours = gateway.get("/alive", "Origin: https://ok.example");
      RawClient.Answer foreign = gateway.get("/alive", "Origin: https://evil.example");

      assertThat(ours.status()).isEqualTo(401);
      assertThat(ours.header("Access-Control-Allow-Origin")).contains("https://ok.example");
      assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
      assertThat(foreign.header("Vary")).contains("Origin");
    }
  }

  private static RunningGateway allowing(String origin) throws TimeoutException {
    Configs configs = Configs.DEFAULT.withCors(new Cors(origin, "", "", "", "", ""));
    return RunningGateway.start(
        origin.equals("*") ? configs : configs.withToken("open-sesame"),
        notebook("cors", RecordingInvoker.naming(), "GET /alive"));
  }
}
