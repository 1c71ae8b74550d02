package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.Secret;
import dev.cellroute.config.TokenConfig;
import dev.cellroute.invocation.Header;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuthTest {
  private final RecordingInvoker invoker = RecordingInvoker.naming();
  private RunningGateway gateway;

  @BeforeEach
  void start() throws TimeoutException {
    gateway = RunningGateway.start(
        Configs.DEFAULT.withToken("open-sesame"),
        notebook("auth", invoker, "GET /kind", "POST /kind", "OPTIONS /own", "GET /own"));
  }

  @AfterEach
  void stop() throws TimeoutException {
    gateway.close();
  }

  @Test
  void tokensOfTheConfigurationAreReplacedWithoutARestart() throws TimeoutException {
    gateway.renew(TokenConfig.only(new Secret("close-sesame")));

    assertThat(gateway.get("/kind", "Authorization: token open-sesame").status())
        .isEqualTo(401);
    assertThat(gateway.get("/kind", "Authorization: token close-sesame").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      GET     | /kind                   | token open-sesame   | 200
      GET     | /kind                   | Bearer open-sesame  | 200
      GET     | /kind?token=open-sesame |                     | 200
      GET     | /kind                   |                     | 401
      POST    | /kind                   |                     | 401
      HEAD    | /kind                   |                     | 401
      BREW    | /kind                   |                     | 401
      GET     | /nowhere                |                     | 401
      GET     | /kind                   | token wrong         | 401
      GET     | /kind                   | token open-sesam    | 401
      GET     | /kind                   | token open-sesamex  | 401
      GET     | /kind                   | token OPEN-SESAME   | 401
      GET     | /kind                   | token  open-sesame  | 401
      GET     | /kind                   | Basic open-sesame   | 401
      GET     | /kind                   | open-sesame         | 401
      GET     | /kind?token=wrong       | token open-sesame   | 401
      GET     | /kind?token=            | token open-sesame   | 401
      GET     | /kind?token=wrong&token=open-sesame |         | 200
      GET     | /_api/spec/swagger.json |                     | 401
      GET     | /_api/spec/swagger.json | token open-sesame   | 200
      GET     | /_api/source            |                     | 401
      GET     | /_api/health/live       |                     | 200
      GET     | /_api/health/ready      |                     | 200
      GET     | /_api/health/./live     |                     | 401
      OPTIONS | /kind                   |                     | 204
      OPTIONS | /own                    |                     | 401
      OPTIONS | /own                    | token open-sesame   | 200
      """)
  void theTokenIsAskedFor(String method, String target, String authorization, int status) {
    String[] headers =
        authorization == null ? new String[0] : new String[] {"Authorization: " + authorization};

    assertThat(gateway.ask(method, target, headers).status()).isEqualTo(status);
  }

  @Test
  void aRefusalSaysHowToAuthenticateAndRunsNothing() {
    RawClient.Answer answer = gateway.get("/kind");

    assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("unauthorized");
    assertThat(new JsonObject(answer.body()).getString("reason")).isEqualTo("Unauthorized");
    assertThat(new JsonObject(answer.body()).getString("detail"))
        .isEqualTo("no valid token was presented (expected: Authorization: Bearer TOKEN)");
    assertThat(invoker.invocations).isEmpty();
  }

  @Test
  void aTokenInAFormBodyIsNoToken() {
    RawClient.Answer answer = gateway.send(
        "POST", "/kind", "token=open-sesame", "Content-Type: application/x-www-form-urlencoded");

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void theCellDoesNotSeeTheTokenOfTheHeader() {
    gateway.get("/kind?a=1", "Authorization: Bearer open-sesame", "X-Other: 1");

    assertThat(invoker.only().headers())
        .containsExactly(new Header("Host", "localhost"), new Header("X-Other", "1"));
  }

  @Test
  void theCellDoesNotSeeTheTokenOfTheQuery() {
    gateway.get("/kind?a=1&%74oken=wrong&token=open-sesame&b=%zz");

    assertThat(invoker.only().url()).isEqualTo("/kind?a=1&b=%zz");
    assertThat(invoker.only().query()).isEqualTo(Map.of("a", List.of("1"), "b", List.of("%zz")));
  }

  @Test
  void withoutATokenBothAreTheNotebooksOwn() throws TimeoutException {
    try (RunningGateway open =
        RunningGateway.start(Configs.DEFAULT, notebook("auth", invoker, "GET /kind"))) {
      open.get("/kind?token=mine", "Authorization: Basic mine");
    }

    assertThat(invoker.only().url()).isEqualTo("/kind?token=mine");
    assertThat(invoker.only().query()).isEqualTo(Map.of("token", List.of("mine")));
    assertThat(invoker.only().headers()).contains(new Header("Authorization", "Basic mine"));
  }
}
