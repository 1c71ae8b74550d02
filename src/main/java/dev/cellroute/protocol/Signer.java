package dev.cellroute.protocol;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the four parts of a message with HMAC-SHA256 and the connection's key. Not thread-safe: it
 * holds one Mac.
 */
final class Signer {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  Signer(String key) {
    mac = keyed(key);
  }

  byte[] sign(byte[] header, byte[] parent, byte[] metadata, byte[] content) {
    mac.update(header);
    mac.update(parent);
    mac.update(metadata);
    byte[] digest = mac.doFinal(content);
    return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
  }

  /** In constant time, whatever the given signature looks like. */
  static boolean matches(byte[] expected, byte[] given) {
    return MessageDigest.isEqual(expected, given);
  }

  private static Mac keyed(String key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }
}
