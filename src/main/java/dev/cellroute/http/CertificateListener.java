package dev.cellroute.http;

import java.time.Instant;

/**
 * Hears of the certificate that HTTPS uses, on the server's event loop: once it listens, and again
 * when a new one has been taken. Hears nothing where there is no HTTPS.
 */
@FunctionalInterface
public interface CertificateListener {
  /** Hears nothing. */
  CertificateListener NONE = end -> {};

  /** From now on the certificate is one that holds until {@code end}. */
  void used(Instant end);
}
