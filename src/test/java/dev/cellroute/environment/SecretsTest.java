package dev.cellroute.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource({
    "https://ada:pw@index/simple, https://***@index/simple",
    "Looking in indexes: https://tok@a/ and http://u:p@ss@b/x, Looking in indexes: https://***@a/ and http://***@b/x",
    "https://index/simple, https://index/simple",
    "mail ada@example.org, mail ada@example.org",
    "https://index/a@b, https://index/a@b",
  })
  void credentialsOfAnAddressAreHidden(String text, String masked) {
    assertThat(Secrets.mask(text)).isEqualTo(masked);
  }
}
