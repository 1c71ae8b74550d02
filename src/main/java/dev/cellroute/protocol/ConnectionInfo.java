package dev.cellroute.protocol;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;

/**
 * Where a kernel listens and the key of the talk: the content of its connection file
 * (jupyter_client, "Connection files"). Always TCP on loopback: {@code transport: ipc} of JeroMQ is
 * no Unix socket and no other kernel understands it.
 */
public record ConnectionInfo(
    String ip, int shell, int control, int stdin, int iopub, int heartbeat, String key) {
  public ConnectionInfo {
    requireNonNull(ip, "ip");
    requireNonNull(key, "key");
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
    return new JsonObject()
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
  }

  /** The key is a secret; it stays out of logs. */
  @Override
  public String toString() {
    return "ConnectionInfo[ip=" + ip + ", shell=" + shell + ", iopub=" + iopub + "]";
  }
}
