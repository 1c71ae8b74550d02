package dev.cellroute.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.Secret;
import dev.cellroute.security.Authenticator.Credential;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuthenticatorTest {
  private static final Principal ADA = new Principal("ada", List.of());

  private final Authenticator authenticator =
      Authenticator.of(List.of(new Credential(new Secret("sésame"), ADA)));

  @ParameterizedTest
  @CsvSource({
    "token sésame, true",
    "Token sésame, true",
    "Bearer sésame, true",
    "BEARER sésame, true",
    "'Bearer  sésame', false",
    "'Bearer sésame ', false",
    "Bearer sésam, false",
    "Bearer sésamee, false",
    "Bearer SÉSAME, false",
    "'Bearer ', false",
    "Bearer, false",
    "Basic sésame, false",
    "sésame, false",
  })
  void oneOfTwoSchemesWithOneBlankIsACredential(String authorization, boolean admitted) {
    assertThat(admits(List.of(), List.of(authorization))).isEqualTo(admitted);
  }

  @Test
  void theQueryWinsOverTheHeaderEvenWhenItIsWrong() {
    List<String> good = List.of("token sésame");

    assertThat(admits(List.of("wrong"), good)).isFalse();
    assertThat(admits(List.of(""), good)).isFalse();
    assertThat(admits(List.of("sésame"), List.of("token wrong"))).isTrue();
  }

  @Test
  void theLastTokenOfTheQueryCountsWithoutItsBlanks() {
    assertThat(admits(List.of("wrong", " sésame "), List.of())).isTrue();
    assertThat(admits(List.of("sésame", "wrong"), List.of())).isFalse();
  }

  @Test
  void severalHeadersAreNoCredential() {
    List<String> twice = List.of("token sésame", "token sésame");

    assertThat(admits(List.of(), twice)).isFalse();
    assertThat(admits(List.of(), List.of())).isFalse();
  }

  @Test
  void everyTokenIsKnownByItsName() {
    Principal grace = new Principal("grace", List.of());
    Authenticator both = Authenticator.of(List.of(
        new Credential(new Secret("one"), ADA),
        new Credential(new Secret("two"), grace),
        new Credential(new Secret("three"), grace)));

    assertThat(both.authenticate(List.of("one"), List.of())).contains(ADA);
    assertThat(both.authenticate(List.of("two"), List.of())).contains(grace);
    assertThat(both.authenticate(List.of("three"), List.of())).contains(grace);
    assertThat(both.authenticate(List.of("four"), List.of())).isEmpty();
  }

  @Test
  void withoutATokenNobodyIsKnown() {
    List<String> nothing = List.of("");

    assertThat(Authenticator.of(List.of()).authenticate(nothing, List.of())).isEmpty();
    assertThat(Authenticator.of(List.of(new Credential(new Secret(""), ADA)))
            .authenticate(nothing, List.of()))
        .isEmpty();
  }

  private boolean admits(List<String> tokens, List<String> authorizations) {
    return authenticator.authenticate(tokens, authorizations).isPresent();
  }
}
