package dev.cellroute.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cellroute.config.SecurityConfig.Cors;
import java.util.List;
import java.util.Locale;

/** Whatever a client calls the host or its origin, only the known names are let in. */
final class AddressFuzzTest {
  private static final String KNOWN =
      "(localhost|127\\.0\\.0\\.1|::1|ok\\.example)\\.?(:[^@]*)?|\\[(::1|localhost|127\\.0\\.0\\.1|ok"
          + "\\.example)][^@]*";

  private final HostPolicy hosts = HostPolicy.of("127.0.0.1", List.of("ok.example"));
  private final OriginPolicy origins =
      new OriginPolicy(CorsPolicy.of(new Cors("https://ok.example", "", "", "", "", "")));

  @FuzzTest
  void onlyKnownHostsAreAdmitted(FuzzedDataProvider data) {
    String host = data.consumeRemainingAsAsciiString();

    if (hosts.admits(host)) {
      assertThat(host.toLowerCase(Locale.ROOT)).matches("(?s)" + KNOWN);
    }
  }

  @FuzzTest
  void onlyTheSameOrAnAllowedOriginIsAdmitted(FuzzedDataProvider data) {
    String origin = data.consumeRemainingAsAsciiString();

    if (origins.admits("POST", origin, "localhost:1")) {
      assertThat(origin).matches("(?s)https://ok\\.example|.*?://localhost:1");
    }
  }
}
