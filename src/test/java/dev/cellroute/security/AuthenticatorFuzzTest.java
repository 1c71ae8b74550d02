package dev.cellroute.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cellroute.config.Secret;
import dev.cellroute.security.Authenticator.Credential;
import java.util.List;
import java.util.Locale;

final class AuthenticatorFuzzTest {
  private static final String SECRET = "open-sesame";
  private final Authenticator authenticator =
      Authenticator.of(List.of(new Credential(new Secret(SECRET), new Principal("a", List.of()))));

  @FuzzTest
  void onlyTheSecretIsAdmitted(FuzzedDataProvider data) {
    String authorization = data.consumeString(64);
    String token = data.consumeRemainingAsString();

    String scheme = authorization.toLowerCase(Locale.ROOT);
    boolean known = scheme.startsWith("token ") || scheme.startsWith("bearer ");
    boolean right =
        known && authorization.substring(authorization.indexOf(' ') + 1).equals(SECRET);
    assertThat(admits(List.of(), List.of(authorization))).isEqualTo(right);
    assertThat(admits(List.of(token), List.of(authorization)))
        .isEqualTo(token.strip().equals(SECRET));
  }

  private boolean admits(List<String> tokens, List<String> authorizations) {
    return authenticator.authenticate(tokens, authorizations).isPresent();
  }
}
