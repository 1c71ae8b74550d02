package dev.cellroute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.ConfigLoader;
import dev.cellroute.config.GatewayConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,http://127.0.0.1:9",
    "0.0.0.0,http://127.0.0.1:9",
    "::,http://[::1]:9",
    "fe80::1,http://[fe80::1]:9",
    "example.org,http://example.org:9",
  })
  void theAddressCanBeReachedFromHere(String host, String url) {
    GatewayConfig config = ConfigLoader.load(
        Optional.empty(),
        Map.of(),
        Map.of("http.host", host, "security.open", "true"),
        Path.of(""));

    assertThat(Address.of(config, 9).base()).isEqualTo(url);
  }

  @Test
  void withACertificateItIsAnAddressOfHttps() {
    GatewayConfig config = ConfigLoader.load(
        Optional.empty(),
        Map.of(),
        Map.of("http.tls.certificate", "a.crt", "http.tls.key", "a.key"),
        Path.of(""));

    assertThat(Address.of(config, 9).base()).isEqualTo("https://127.0.0.1:9");
  }
}
