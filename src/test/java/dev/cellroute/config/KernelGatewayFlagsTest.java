package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KernelGatewayFlagsTest {
  @Test
  void flagsAreTakenOutAndTheRestKeepsItsOrder() {
    KernelGatewayFlags split = KernelGatewayFlags.extract(List.of(
        "serve",
        "--KernelGatewayApp.port=1",
        "a.ipynb",
        "--KernelGatewayApp.port",
        "2",
        "--port",
        "3",
        "--ip=127.0.0.1",
        "--NotebookHTTPPersonality.comment_prefix",
        "sql=--",
        "--ipx",
        "--seed_uri"));

    assertThat(split)
        .isEqualTo(new KernelGatewayFlags(
            List.of("serve", "a.ipynb", "--port", "3", "--ipx"),
            Map.of(
                "KernelGatewayApp.port", "2",
                "ip", "127.0.0.1",
                "NotebookHTTPPersonality.comment_prefix", "sql=--",
                "seed_uri", "")));
  }

  @Test
  void aFlagWithoutAValueDoesNotSwallowTheNextFlag() {
    assertThat(KernelGatewayFlags.extract(List.of("--api", "--port=1")).flags())
        .isEqualTo(Map.of("api", ""));
  }
}
