package dev.cellroute.http;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a private key belongs to a certificate: what one signs the other verifies. The library
 * would take any two, and every handshake would fail.
 */
final class KeyMatch {
  private static final Logger LOG = LoggerFactory.getLogger(KeyMatch.class);
  private static final byte[] SAMPLE = {1, 2, 3};

  private KeyMatch() {}

  static boolean holds(Vertx vertx, PemKeyCertOptions pair, X509Certificate certificate) {
    try {
      String algorithm = algorithm(certificate.getPublicKey().getAlgorithm());
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(privateKey(vertx, pair, certificate));
      signer.update(SAMPLE);
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate);
      verifier.update(SAMPLE);
      return verifier.verify(signer.sign());
    } catch (Exception unusable) {
      // The library's own kinds of failure are many; all of them mean that there is no such pair.
      LOG.debug("key does not match reason={}", unusable.toString());
      return false;
    }
  }

  private static PrivateKey privateKey(
      Vertx vertx, PemKeyCertOptions pair, X509Certificate certificate) throws Exception {
    KeyManager[] managers = pair.getKeyManagerFactory(vertx).getKeyManagers();
    X509ExtendedKeyManager manager = Arrays.stream(managers)
        .filter(X509ExtendedKeyManager.class::isInstance)
        .map(X509ExtendedKeyManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no key"));
    String type = certificate.getPublicKey().getAlgorithm();
    String[] names = manager.getServerAliases(type, null);
    if (names == null || names.length == 0) {
      throw new GeneralSecurityException("no key of the type " + type);
    }
    return manager.getPrivateKey(names[0]);
  }

  private static String algorithm(String key) {
    return switch (key) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key;
    };
  }
}
