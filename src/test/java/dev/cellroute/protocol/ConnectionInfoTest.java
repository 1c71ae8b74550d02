package dev.cellroute.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

final class ConnectionInfoTest {
  private static final ConnectionInfo INFO =
      new ConnectionInfo("127.0.0.1", 1001, 1002, 1003, 1004, 1005, "secret");
  private static final CurveKeys PAIR = new CurveKeys("p".repeat(40), "s".repeat(40));

  @Test
  void connectionFileHasAllAKernelNeeds() {
    assertThat(INFO.toJson())
        .isEqualTo(new JsonObject()
            .put("transport", "tcp")
            .put("ip", "127.0.0.1")
            .put("shell_port", 1001)
            .put("control_port", 1002)
            .put("stdin_port", 1003)
            .put("iopub_port", 1004)
            .put("hb_port", 1005)
            .put("signature_scheme", "hmac-sha256")
            .put("key", "secret")
            .put("kernel_name", ""));
  }

  @Test
  void connectionFileOfAnEncryptedTalkHasThePairToo() {
    assertThat(INFO.withCurve(PAIR).toJson())
        .isEqualTo(INFO.toJson()
            .put("curve_publickey", PAIR.publicKey())
            .put("curve_secretkey", PAIR.secretKey()));
  }

  @Test
  void eachChannelHasItsAddress() {
    assertThat(INFO.address(Channel.SHELL)).isEqualTo("tcp://127.0.0.1:1001");
    assertThat(INFO.address(Channel.CONTROL)).isEqualTo("tcp://127.0.0.1:1002");
    assertThat(INFO.address(Channel.STDIN)).isEqualTo("tcp://127.0.0.1:1003");
    assertThat(INFO.address(Channel.IOPUB)).isEqualTo("tcp://127.0.0.1:1004");
  }

  @Test
  void keyStaysOutOfItsWords() {
    assertThat(INFO.toString()).doesNotContain("secret");
    assertThat(PAIR.toString()).isEqualTo("CurveKeys[***]");
  }
}
