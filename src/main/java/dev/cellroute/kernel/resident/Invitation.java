package dev.cellroute.kernel.resident;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What one kernel was told so that it may come: a secret, good for one HELLO. It ends with the
 * kernel's arrival or by being withdrawn.
 */
final class Invitation {
  /** A kernel that has come: its wire and how it introduced itself. */
  record Arrival(LaneWire wire, Hello hello) {}

  private static final int SECRET_BYTES = 32;

  private final String secret;
  private final Promise<Arrival> arrival = Promise.promise();

  private Invitation(String secret) {
    this.secret = secret;
  }

  static Invitation random(SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new Invitation(HexFormat.of().formatHex(secret));
  }

  String secret() {
    return secret;
  }

  /** Takes the same time whichever character differs. */
  boolean isFor(String said) {
    return MessageDigest.isEqual(secret.getBytes(US_ASCII), said.getBytes(US_ASCII));
  }

  void arrived(Arrival guest) {
    arrival.tryComplete(guest);
  }

  Future<Arrival> arrival() {
    return arrival.future();
  }
}
