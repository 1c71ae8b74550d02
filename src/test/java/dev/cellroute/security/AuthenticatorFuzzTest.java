package dev.cellroute.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cellroute.config.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

final class AuthenticatorFuzzTest {
  private static final String SECRET = "open-sesame";
  private final Authenticator authenticator = Authenticator.of(Optional.of(new Secret(SECRET)));

  @FuzzTest
  void onlyTheSecretIsAdmitted(FuzzedDataProvider data) {
    String authorization = data.consumeString(64);
    String token = data.consumeRemainingAsString();

    String scheme = authorization.toLowerCase(Locale.ROOT);
    boolean known = scheme.startsWith("token ") || scheme.startsWith("bearer ");
    boolean right =
        known && authorization.substring(authorization.indexOf(' ') + 1).equals(SECRET);
    assertThat(authenticator.admits(List.of(), List.of(authorization))).isEqualTo(right);
    assertThat(authenticator.admits(List.of(token), List.of(authorization)))
        .isEqualTo(token.strip().equals(SECRET));
  }
}
