package dev.cellroute.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "LOCALHOST:8888, true",
    "localhost., true",
    "127.0.0.1:1, true",
    "[::1], true",
    "[::1]:8888, true",
    "10.1.2.3:8888, true",
    "api.example, true",
    "API.example:443, true",
    "evil.example, false",
    "localhost.evil.example, false",
    "evil.example:localhost, false",
    "localhost@evil.example, false",
    "localhost:80@evil.example, false",
    "api.example.evil.example, false",
    "xapi.example, false",
    "10.1.2.30, false",
    "[::1, false",
    "[::2], false",
  })
  void loopbackTheBoundAddressAndTheConfiguredNamesAreServed(String host, boolean served) {
    HostPolicy policy = HostPolicy.of("10.1.2.3", List.of("api.example"));

    assertThat(policy.admits(host)).isEqualTo(served);
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0", "::"})
  void anAddressOfEveryInterfaceIsServedUnderAnyNameUntilOneIsConfigured(String everywhere) {
    assertThat(HostPolicy.of(everywhere, List.of()).admits("any.example")).isTrue();
    assertThat(HostPolicy.of(everywhere, List.of("a.example")).admits("any.example"))
        .isFalse();
    assertThat(HostPolicy.of(everywhere, List.of("a.example")).admits("a.example"))
        .isTrue();
  }

  @Test
  void aStarIsAnyName() {
    assertThat(HostPolicy.of("127.0.0.1", List.of("*")).admits("any.example")).isTrue();
  }
}
