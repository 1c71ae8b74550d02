package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.TlsConfig;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the PEM files of HTTPS and tries them, so that none is taken that no handshake could use: a
 * certificate, its own key, and the authorities of clients. Warns of a certificate that ends soon.
 * Reading blocks.
 */
final class TlsFiles {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
  private static final Duration NOTICE = Duration.ofDays(14);

  private final Vertx vertx;
  private final TlsConfig config;
  private final Clock clock;

  // Set by the worker that reads, asked on the event loop.
  private volatile Instant end = Instant.MAX;

  TlsFiles(Vertx vertx, TlsConfig config, Clock clock) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.config = requireNonNull(config, "config");
    this.clock = requireNonNull(clock, "clock");
  }

  List<Path> files() {
    return Stream.concat(Stream.of(config.certificate(), config.key()), config.clientCa().stream())
        .toList();
  }

  /** Throws {@code InvalidInputException} naming the first file that cannot be used. */
  ServerSSLOptions read() {
    X509Certificate certificate = certificate(config.certificate());
    PemKeyCertOptions pair = pair(certificate);
    ServerSSLOptions options = new ServerSSLOptions();
    options.setKeyCertOptions(pair);
    options.setUseAlpn(config.http2());
    config.clientCa().ifPresent(file -> {
      certificate(file);
      options.setTrustOptions(new PemTrustOptions().addCertValue(bytes(file)));
      options.setClientAuth(ClientAuth.REQUIRED);
    });
    end = certificate.getNotAfter().toInstant();
    warnOfItsEnd();
    return options;
  }

  private PemKeyCertOptions pair(X509Certificate certificate) {
    PemKeyCertOptions pair = new PemKeyCertOptions()
        .addCertValue(bytes(config.certificate()))
        .addKeyValue(bytes(config.key()));
    if (!KeyMatch.holds(vertx, pair, certificate)) {
      throw problem(config.key(), "not the private key of the certificate, or not in PEM");
    }
    return pair;
  }

  private static X509Certificate certificate(Path file) {
    try (ByteArrayInputStream stream = new ByteArrayInputStream(bytes(file).getBytes())) {
      Collection<? extends Certificate> chain =
          CertificateFactory.getInstance("X.509").generateCertificates(stream);
      return (X509Certificate)
          chain.stream().findFirst().orElseThrow(() -> problem(file, "no certificate in PEM"));
    } catch (GeneralSecurityException | IOException unreadable) {
      throw problem(file, "no certificate in PEM");
    }
  }

  private static Buffer bytes(Path file) {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException failure) {
      throw problem(file, "cannot be read");
    }
  }

  /** Of the certificate that was read last; far away before the first. */
  Instant end() {
    return end;
  }

  /** Whether there was need to, for the certificate that was read last. */
  boolean warnOfItsEnd() {
    Instant known = end;
    boolean soon = endsSoon(known);
    if (soon) {
      LOG.warn("certificate ends soon file={} end={}", config.certificate(), known);
    }
    return soon;
  }

  /** Whether the notice period has begun, or all is over. */
  boolean endsSoon(Instant end) {
    return end.isBefore(clock.instant().plus(NOTICE));
  }

  private static InvalidInputException problem(Path file, String message) {
    return new InvalidInputException(
        List.of(Diagnostic.error("tls-file", "HTTPS: " + message, Location.file(file.toString()))));
  }
}
