package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The PEM files of HTTPS: the certificate with those between it and its authority, its private key,
 * and the authorities whose clients are let in, where clients must have a certificate too.
 */
public record TlsConfig(Path certificate, Path key, Optional<Path> clientCa) {
  public TlsConfig {
    requireNonNull(certificate, "certificate");
    requireNonNull(key, "key");
    requireNonNull(clientCa, "clientCa");
  }
}
