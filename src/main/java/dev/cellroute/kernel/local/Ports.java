package dev.cellroute.kernel.local;

import dev.cellroute.protocol.ConnectionInfo;
import dev.cellroute.protocol.CurveKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.zeromq.ZMQ;

/**
 * Free ports of the loopback interface. Another process can take one between our look and the
 * kernel's bind, which is why a start that fails by it is tried again with others. Blocks shortly.
 */
final class Ports {
  private static final int COUNT = 5;
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ports() {}

  /** New ports and a new key: neither is ever used twice. */
  static ConnectionInfo choose() throws IOException {
    List<Integer> ports = free();
    return new ConnectionInfo(
        "127.0.0.1",
        ports.get(0),
        ports.get(1),
        ports.get(2),
        ports.get(3),
        ports.get(4),
        newKey());
  }

  /** The same, and a new pair of keys to encrypt with. */
  static ConnectionInfo chooseEncrypted() throws IOException {
    ZMQ.Curve.KeyPair pair = ZMQ.Curve.generateKeyPair();
    return choose().withCurve(new CurveKeys(pair.publicKey, pair.secretKey));
  }

  /** All are held open together, so that they differ. */
  private static List<Integer> free() throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < COUNT; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket each : held) {
        each.close();
      }
    }
  }

  private static String newKey() {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return HexFormat.of().formatHex(key);
  }
}
