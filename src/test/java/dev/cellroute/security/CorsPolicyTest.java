package dev.cellroute.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.SecurityConfig.Cors;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorsPolicyTest {
  private static final Optional<String> ORIGIN = Optional.of("https://ok.example");

  @Test
  void offSendsNothing() {
    CorsPolicy policy = CorsPolicy.of(Cors.OFF);

    assertThat(policy.answer(ORIGIN)).isEmpty();
    assertThat(policy.preflight(ORIGIN, "GET", Optional.of("X-A"))).isEmpty();
  }

  @Test
  void anyOriginIsAllowedWithoutBeingNamed() {
    CorsPolicy policy = CorsPolicy.of(new Cors("*", "", "", "", "X-Request-Id", ""));

    assertThat(policy.answer(Optional.empty()))
        .isEqualTo(Map.of(
            "Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", "X-Request-Id"));
  }

  @Test
  void aListedOriginIsNamedAndTheAnswerVaries() {
    CorsPolicy policy =
        CorsPolicy.of(new Cors("https://a.example, https://ok.example", "", "", "true", "", ""));

    assertThat(policy.answer(ORIGIN))
        .isEqualTo(Map.of(
            "Access-Control-Allow-Origin", "https://ok.example",
            "Access-Control-Allow-Credentials", "true",
            "Vary", "Origin"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "https://ok.example.evil.example",
        "https://okXexample",
        "http://ok.example",
        "https://ok.example:8443",
        "HTTPS://OK.EXAMPLE",
      })
  void anyOtherOriginIsNotAllowedAndTheAnswerVariesStill(String origin) {
    CorsPolicy policy = CorsPolicy.of(new Cors("https://ok.example", "", "", "true", "", ""));

    assertThat(policy.answer(Optional.of(origin))).isEqualTo(Map.of("Vary", "Origin"));
    assertThat(policy.preflight(Optional.of(origin), "GET", Optional.empty())).isEmpty();
  }

  @Test
  void aPreflightIsAnsweredByTheConfigurationOrByWhatThereIs() {
    CorsPolicy strict = CorsPolicy.of(new Cors("*", "X-B", "PUT", "", "", "60"));
    CorsPolicy open = CorsPolicy.of(new Cors("*", "", "", "", "", ""));

    assertThat(strict.preflight(ORIGIN, "GET, HEAD", Optional.of("X-A")))
        .isEqualTo(Map.of(
            "Access-Control-Allow-Methods", "PUT",
            "Access-Control-Allow-Headers", "X-B",
            "Access-Control-Max-Age", "60",
            "Vary", "Access-Control-Request-Method, Access-Control-Request-Headers"));
    assertThat(open.preflight(ORIGIN, "GET, HEAD", Optional.of("X-A")))
        .isEqualTo(Map.of(
            "Access-Control-Allow-Methods", "GET, HEAD",
            "Access-Control-Allow-Headers", "X-A",
            "Vary", "Access-Control-Request-Method, Access-Control-Request-Headers"));
  }
}
