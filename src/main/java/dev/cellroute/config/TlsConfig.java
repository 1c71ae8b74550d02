package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The PEM files of HTTPS: the certificate with those between it and its authority, its private key,
 * and the authorities whose clients are let in, where clients must have a certificate too; and
 * whether HTTP/2 is offered in the handshake.
 */
public record TlsConfig(Path certificate, Path key, Optional<Path> clientCa, boolean http2) {
  public TlsConfig {
    requireNonNull(certificate, "certificate");
    requireNonNull(key, "key");
    requireNonNull(clientCa, "clientCa");
  }

  /** With HTTP/1.1 alone. */
  public TlsConfig(Path certificate, Path key, Optional<Path> clientCa) {
    this(certificate, key, clientCa, false);
  }
}
