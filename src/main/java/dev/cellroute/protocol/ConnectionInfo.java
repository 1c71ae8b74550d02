package dev.cellroute.protocol;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Where a kernel listens and the keys of the talk, one to sign and perhaps a pair to encrypt: the
 * content of its connection file (jupyter_client, "Connection files"). Always TCP on loopback:
 * {@code transport: ipc} of JeroMQ is no Unix socket and no other kernel understands it.
 */
public record ConnectionInfo(
    String ip,
    int shell,
    int control,
    int stdin,
    int iopub,
    int heartbeat,
    String key,
    Optional<CurveKeys> curve) {
  public ConnectionInfo {
    requireNonNull(ip, "ip");
    requireNonNull(key, "key");
    requireNonNull(curve, "curve");
  }

  /** Of a talk that is signed only. */
  public ConnectionInfo(
      String ip, int shell, int control, int stdin, int iopub, int heartbeat, String key) {
    this(ip, shell, control, stdin, iopub, heartbeat, key, Optional.empty());
  }

  /** The same, encrypted. */
  public ConnectionInfo withCurve(CurveKeys keys) {
    return new ConnectionInfo(ip, shell, control, stdin, iopub, heartbeat, key, Optional.of(keys));
  }

  public int port(Channel channel) {
    return switch (channel) {
      case SHELL -> shell;
      case CONTROL -> control;
      case STDIN -> stdin;
      case IOPUB -> iopub;
    };
  }

  /** For example {@code tcp://127.0.0.1:40001}. */
  public String address(Channel channel) {
    return "tcp://" + ip + ":" + port(channel);
  }

  public JsonObject toJson() {
    JsonObject json = new JsonObject()
        .put("transport", "tcp")
        .put("ip", ip)
        .put("shell_port", shell)
        .put("control_port", control)
        .put("stdin_port", stdin)
        .put("iopub_port", iopub)
        .put("hb_port", heartbeat)
        .put("signature_scheme", "hmac-sha256")
        .put("key", key)
        .put("kernel_name", "");
    curve.ifPresent(keys ->
        json.put("curve_publickey", keys.publicKey()).put("curve_secretkey", keys.secretKey()));
    return json;
  }

  /** The keys are secrets; they stay out of logs. */
  @Override
  public String toString() {
    return "ConnectionInfo[ip=" + ip + ", shell=" + shell + ", iopub=" + iopub + "]";
  }
}
