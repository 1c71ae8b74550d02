package dev.cellroute.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.SecurityConfig.Cors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OriginPolicyTest {
  private final OriginPolicy policy =
      new OriginPolicy(CorsPolicy.of(new Cors("https://ok.example", "", "", "", "", "")));

  @ParameterizedTest
  @CsvSource({
    "POST, https://ok.example, true",
    "POST, http://localhost:8888, true",
    "DELETE, https://localhost:8888, true",
    "GET, https://evil.example, true",
    "OPTIONS, https://evil.example, true",
    "POST, https://evil.example, false",
    "PUT, https://ok.example.evil.example, false",
    "POST, https://okXexample, false",
    "POST, http://localhost:8889, false",
    "POST, null, false",
    "POST, localhost:8888, false",
    "BREW, https://evil.example, false",
  })
  void aForeignPageMayOnlyAskForWhatIsSafe(String method, String origin, boolean admitted) {
    assertThat(policy.admits(method, origin, "LocalHost:8888")).isEqualTo(admitted);
  }
}
