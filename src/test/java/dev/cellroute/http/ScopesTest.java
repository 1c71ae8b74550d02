package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.READY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.Secret;
import dev.cellroute.config.TokenConfig;
import dev.cellroute.config.TokenConfig.Scope;
import dev.cellroute.config.TokenConfig.Source;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScopesTest {
  private static final Configs NAMED = Configs.DEFAULT
      .withSource()
      .withTokens(
          token("every", new Scope.Call("*")),
          token("left", new Scope.Call("/left")),
          token("admin", new Scope.Admin()),
          token("none"));

  private final RecordingInvoker invoker = RecordingInvoker.naming();

  @ParameterizedTest
  @CsvSource({
    "every, GET, /left/x, 200",
    "every, GET, /right/x, 200",
    "every, GET, /_api/source?notebook=l.ipynb, 403",
    "every, GET, /_api/spec/swagger.json, 200",
    "every, GET, /_api/page-of-later, 403",
    "left, GET, /left/x, 200",
    "left, HEAD, /left/x, 200",
    "left, GET, /right/x, 403",
    "left, HEAD, /right/x, 403",
    "left, OPTIONS, /right/own, 403",
    "left, GET, /left/../right/x, 404",
    "left, GET, //right/x, 404",
    "left, GET, /right/x/, 404",
    "left, GET, /right/nowhere, 404",
    "left, GET, /_api/source, 403",
    "left, GET, /_api/health/ready, 200",
    "admin, GET, /left/x, 403",
    "admin, GET, /_api/source?notebook=l.ipynb, 200",
    "admin, GET, /_api/page-of-later, 404",
    "none, GET, /left/x, 403",
    "none, GET, /_api/spec/swagger.json, 200",
    "wrong, GET, /left/x, 401",
  })
  void aTokenOpensWhatItsScopesSay(String token, String method, String target, int status)
      throws TimeoutException {
    try (RunningGateway gateway = start(NAMED)) {
      String authorization = "Authorization: Bearer " + token;

      assertThat(gateway.ask(method, target, authorization).status()).isEqualTo(status);
      assertThat(invoker.invocations).hasSize(status == 200 && !target.startsWith("/_") ? 1 : 0);
    }
  }

  @Test
  void aRefusalNamesTheToken() throws TimeoutException {
    try (RunningGateway gateway = start(NAMED)) {
      RawClient.Answer answer = gateway.get("/right/x", "Authorization: Bearer left");

      assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("forbidden");
      assertThat(new JsonObject(answer.body()).getString("detail"))
          .isEqualTo("the scopes of the token left do not cover this");
    }
  }

  @Test
  void aChangedFileOfTokensHoldsWithoutARestart(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("tokens"), "old\n");
    TokenConfig token = new TokenConfig(
        "ci", new Source.Lines(file), List.of(new Scope.Call("*"), new Scope.Admin()));
    try (RunningGateway gateway = start(Configs.DEFAULT.withTokens(token))) {
      assertThat(ask(gateway, "old")).isEqualTo(200);

      Files.writeString(file, "old\nbrand-new\n");
      awaitStatus(gateway, "brand-new", 200);
      assertThat(ask(gateway, "old")).isEqualTo(200);

      Files.writeString(file, "not a token at all\n");
      Path successor = Files.writeString(folder.resolve("successor"), "brand-new\n");
      Files.move(successor, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      awaitStatus(gateway, "old", 401);
      assertThat(ask(gateway, "brand-new")).isEqualTo(200);
    }
  }

  private static void awaitStatus(RunningGateway gateway, String token, int status)
      throws IOException {
    long end = System.nanoTime() + 30_000_000_000L;
    while (ask(gateway, token) != status) {
      if (System.nanoTime() > end) {
        throw new IOException("the status of " + token + " did not become " + status);
      }
    }
  }

  private static int ask(RunningGateway gateway, String token) {
    return gateway.get("/left/x", "Authorization: Bearer " + token).status();
  }

  private static TokenConfig token(String name, Scope... scopes) {
    return new TokenConfig(name, new Source.Value(new Secret(name)), List.of(scopes));
  }

  private RunningGateway start(Configs configs) throws TimeoutException {
    return RunningGateway.start(
        configs,
        new Served(RunningGateway.api("l", "GET /x"), "/left", invoker, () -> READY),
        new Served(
            RunningGateway.api("r", "GET /x", "OPTIONS /own"), "/right", invoker, () -> READY));
  }
}
