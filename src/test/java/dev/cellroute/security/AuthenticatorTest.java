package dev.cellroute.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuthenticatorTest {
  private final Authenticator authenticator = Authenticator.of(Optional.of(new Secret("sésame")));

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
    assertThat(authenticator.admits(List.of(), List.of(authorization))).isEqualTo(admitted);
  }

  @Test
  void theQueryWinsOverTheHeaderEvenWhenItIsWrong() {
    List<String> good = List.of("token sésame");

    assertThat(authenticator.admits(List.of("wrong"), good)).isFalse();
    assertThat(authenticator.admits(List.of(""), good)).isFalse();
    assertThat(authenticator.admits(List.of("sésame"), List.of("token wrong"))).isTrue();
  }

  @Test
  void theLastTokenOfTheQueryCountsWithoutItsBlanks() {
    assertThat(authenticator.admits(List.of("wrong", " sésame "), List.of())).isTrue();
    assertThat(authenticator.admits(List.of("sésame", "wrong"), List.of())).isFalse();
  }

  @Test
  void severalHeadersAreNoCredential() {
    List<String> twice = List.of("token sésame", "token sésame");

    assertThat(authenticator.admits(List.of(), twice)).isFalse();
    assertThat(authenticator.admits(List.of(), List.of())).isFalse();
  }

  @Test
  void withoutATokenEverybodyIsAdmitted() {
    assertThat(Authenticator.of(Optional.empty()).admits(List.of("any"), List.of()))
        .isTrue();
    assertThat(Authenticator.of(Optional.of(new Secret(""))).isClosed()).isFalse();
    assertThat(authenticator.isClosed()).isTrue();
  }
}
