package dev.cellroute.protocol;

import static java.util.Objects.requireNonNull;

/**
 * A kernel's key pair for CurveZMQ (ZeroMQ RFC 26), each half as 40 letters of Z85. Both ends of
 * the talk use this one pair, as jupyter_client has it: whoever has the connection file is in, and
 * nobody else gets past the handshake, because the public half is in no other place.
 */
public record CurveKeys(String publicKey, String secretKey) {
  private static final int LENGTH = 40;

  public CurveKeys {
    requireNonNull(publicKey, "publicKey");
    requireNonNull(secretKey, "secretKey");
    if (publicKey.length() != LENGTH || secretKey.length() != LENGTH) {
      throw new IllegalArgumentException("a key of CurveZMQ has 40 letters of Z85");
    }
  }

  /** Both are secrets here; they stay out of logs. */
  @Override
  public String toString() {
    return "CurveKeys[***]";
  }
}
