package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigRulesTest {
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LocalHost", "127.0.0.1", "127.255.0.9", "::1"})
  void loopbackNeedsNoToken(String host) {
    assertThat(check(Map.of("http.host", host))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "127.example.org", "example.org"})
  void anyOtherAddressNeedsOne(String host) {
    assertThat(check(Map.of("http.host", host)))
        .containsExactly(
            Place.named("here")
                .error(
                    "open-address",
                    "http.host: " + host
                        + " can be reached from other machines and no token is set")
                .withHelp(
                    "set http.token (--token T) or security.tokens, or security.open: true to serve everyone"));
    assertThat(check(Map.of("http.host", host, "http.token", "t"))).isEmpty();
    assertThat(check(Map.of("http.host", host, "security.open", "true"))).isEmpty();
  }

  @Test
  void aTokenThatIsNotValidDoesNotOpenTheAddress() {
    assertThat(check(Map.of("http.host", "0.0.0.0", "http.token", ""))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "security.cors.allow-origin=* security.cors.allow-credentials=true | "
            + "security.cors.allow-credentials: true with security.cors.allow-origin: *"
            + " (expected: exact origins)",
        "kernel.max-message=1MiB | "
            + "kernel.max-message: 1MiB (expected: at least request.max-output, 64MiB)",
      })
  void contradictionsAreErrors(String settings, String message) {
    Map<String, String> values = new HashMap<>();
    for (String setting : settings.split(" ", -1)) {
      int equals = setting.indexOf('=');
      values.put(setting.substring(0, equals), setting.substring(equals + 1));
    }

    assertThat(check(values).stream().map(Diagnostic::message)).containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource({
    "/_api, /_api",
    "/_api/x, /_api",
    "/api/executions, /api/executions",
    "/api/executions/x, /api/executions"
  })
  void aMountMayNotBeWhereTheGatewaysOwnResourcesAre(String mount, String prefix) {
    assertThat(mountedAt(mount))
        .containsExactly(Place.named("here")
            .error(
                "reserved-path",
                "notebooks[].mount: " + mount + " is under the reserved prefix " + prefix)
            .withHelp("the gateway's own resources are there; choose another prefix"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api", "/_apis", "/x/_api", "/api/executions2"})
  void anyOtherMountIsFree(String mount) {
    assertThat(mountedAt(mount)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http.tls.certificate", "http.tls.key", "http.tls.client-ca"})
  void aFileOfHttpsAloneIsNotEnough(String key) {
    assertThat(check(Map.of(key, "file.pem")))
        .containsExactly(Place.named("here")
            .error(
                "contradiction", key + " alone (expected: http.tls.certificate and http.tls.key)"));
  }

  @Test
  void http2WithoutHttpsIsAContradiction() {
    assertThat(check(Map.of("http.tls.http2", "true")))
        .containsExactly(Place.named("here")
            .error(
                "contradiction",
                "http.tls.http2 alone (expected: http.tls.certificate and http.tls.key)"));
  }

  private static List<Diagnostic> mountedAt(String mount) {
    List<Diagnostic> found = new ArrayList<>();
    Place here = Place.named("here");
    Map<String, Given> values = Map.of("notebooks[].mount", new Given(mount, here));
    Layer layer =
        new Layer(Map.of(), Optional.of(List.of(new Layer.Entry(values, Map.of(), here))));
    ConfigRules.check(Settings.merge(List.of(layer), found::add), found::add);
    return found;
  }

  private static List<Diagnostic> check(Map<String, String> settings) {
    List<Diagnostic> found = new ArrayList<>();
    Map<String, Given> values = new HashMap<>();
    settings.forEach((name, text) -> values.put(name, new Given(text, Place.named("here"))));
    Layer layer = new Layer(values, Optional.empty());
    ConfigRules.check(Settings.merge(List.of(layer), found::add), found::add);
    return found;
  }
}
