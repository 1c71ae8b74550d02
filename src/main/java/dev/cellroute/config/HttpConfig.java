package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How HTTP is spoken. {@code basePath} starts with a slash and, unless it is {@code /}, does not
 * end with one; port 0 picks a free one; {@code portRetries} is how many following ports are tried
 * when one is taken (Kernel Gateway's option, 0 by default); {@code staticPath} is Kernel Gateway's
 * folder under {@code /public}.
 */
public record HttpConfig(
    String host,
    int port,
    int portRetries,
    String basePath,
    boolean tracebacks,
    DataSize maxBody,
    DataSize maxHeaders,
    DataSize maxUri,
    Duration headerTimeout,
    Duration idleTimeout,
    int maxConnections,
    boolean source,
    Optional<Path> staticPath,
    Optional<TlsConfig> tls) {
  public HttpConfig {
    requireNonNull(host, "host");
    requireNonNull(basePath, "basePath");
    requireNonNull(maxBody, "maxBody");
    requireNonNull(maxHeaders, "maxHeaders");
    requireNonNull(maxUri, "maxUri");
    requireNonNull(headerTimeout, "headerTimeout");
    requireNonNull(idleTimeout, "idleTimeout");
    requireNonNull(staticPath, "staticPath");
    requireNonNull(tls, "tls");
  }
}
