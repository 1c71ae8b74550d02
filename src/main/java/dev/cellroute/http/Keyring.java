package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.TlsConfig;
import dev.cellroute.config.TokenConfig;
import dev.cellroute.security.Authenticator;
import dev.cellroute.security.TokenFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the gateway has read from files and reads again when they change: the tokens and the
 * certificate. Lives as long as the server.
 */
final class Keyring {
  private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);

  private static final long REMINDER_MILLIS = Duration.ofDays(1).toMillis();

  private final Credentials credentials;
  private final FileWatch<Authenticator> tokens;
  private final Optional<Certificate> certificate;

  // Replaced on the event loop, asked by the workers that look.
  private volatile TokenFiles files;

  private Keyring(Credentials credentials, TokenFiles files, Optional<Certificate> certificate) {
    this.credentials = requireNonNull(credentials, "credentials");
    this.files = requireNonNull(files, "files");
    this.certificate = requireNonNull(certificate, "certificate");
    tokens = new FileWatch<>("tokens", () -> this.files.files(), () -> this.files.read());
  }

  private record Certificate(
      TlsFiles files, ServerSSLOptions first, FileWatch<ServerSSLOptions> watch) {}

  /** Throws {@code InvalidInputException} with what cannot be used. Blocks. */
  static Keyring read(Vertx vertx, GatewayConfig config) {
    Keyring keyring = new Keyring(
        config.security().isClosed()
            ? Credentials.closed(Authenticator.of(List.of()))
            : Credentials.open(),
        new TokenFiles(config.security().tokens()),
        config.http().tls().map(tls -> certificate(vertx, tls)));
    keyring.credentials.replace(keyring.tokens.read());
    return keyring;
  }

  private static Certificate certificate(Vertx vertx, TlsConfig tls) {
    TlsFiles files = new TlsFiles(vertx, tls, Clock.systemUTC());
    FileWatch<ServerSSLOptions> watch = new FileWatch<>("certificate", files::files, files::read);
    return new Certificate(files, watch.read(), watch);
  }

  /** The same, after a word in the log about files of tokens that others can read. Blocks. */
  Keyring warned() {
    files.exposed().forEach(file -> LOG.warn("others can read a file of tokens file={}", file));
    return this;
  }

  Credentials credentials() {
    return credentials;
  }

  /** What HTTPS begins with; empty: HTTP. */
  Optional<ServerSSLOptions> tls() {
    return certificate.map(Certificate::first);
  }

  /**
   * Starts looking at the files; the timers are the caller's to cancel. {@code listener} hears of
   * the certificate there is, and of each that takes its place.
   */
  List<Long> watch(Vertx vertx, HttpServer server, CertificateListener listener) {
    List<Long> timers = new ArrayList<>();
    timers.add(tokens.start(vertx, this::replaceTokens));
    certificate.ifPresent(each -> {
      listener.used(each.files().end());
      timers.add(each.watch()
          .start(
              vertx,
              read -> server
                  .updateSSLOptions(read)
                  .onSuccess(taken -> listener.used(each.files().end()))));
      timers.add(vertx.setPeriodic(REMINDER_MILLIS, id -> each.files().warnOfItsEnd()));
    });
    return timers;
  }

  /**
   * From now on these tokens hold; where one of their files cannot be used, everything stays as it
   * was. Ends when that is decided; never fails.
   */
  Future<Void> renew(Vertx vertx, List<TokenConfig> tokens) {
    TokenFiles successor = new TokenFiles(tokens);
    return vertx
        .executeBlocking(successor::read)
        .onSuccess(read -> {
          files = successor;
          credentials.replace(read);
        })
        .onFailure(
            failure -> LOG.warn("kept as before what=tokens reason={}", failure.getMessage()))
        .otherwiseEmpty()
        .mapEmpty();
  }

  private Future<Void> replaceTokens(Authenticator successor) {
    credentials.replace(successor);
    return Future.succeededFuture();
  }
}
