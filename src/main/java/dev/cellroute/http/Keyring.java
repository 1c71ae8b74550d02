package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.TlsConfig;
import dev.cellroute.security.Authenticator;
import dev.cellroute.security.TokenFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the gateway has read from files and reads again when they change: the tokens and the
 * certificate. Lives as long as the server.
 */
final class Keyring {
  private final Credentials credentials;
  private final FileWatch<Authenticator> tokens;
  private final Optional<Certificate> certificate;

  private Keyring(
      Credentials credentials, FileWatch<Authenticator> tokens, Optional<Certificate> certificate) {
    this.credentials = requireNonNull(credentials, "credentials");
    this.tokens = requireNonNull(tokens, "tokens");
    this.certificate = requireNonNull(certificate, "certificate");
  }

  private record Certificate(ServerSSLOptions first, FileWatch<ServerSSLOptions> watch) {}

  /** Throws {@code InvalidInputException} with what cannot be used. Blocks. */
  static Keyring read(Vertx vertx, GatewayConfig config) {
    TokenFiles files = new TokenFiles(config.security().tokens());
    FileWatch<Authenticator> tokens = new FileWatch<>("tokens", files.files(), files::read);
    Authenticator first = tokens.read();
    Credentials credentials =
        config.security().isClosed() ? Credentials.closed(first) : Credentials.open();
    return new Keyring(
        credentials, tokens, config.http().tls().map(tls -> certificate(vertx, tls)));
  }

  private static Certificate certificate(Vertx vertx, TlsConfig tls) {
    TlsFiles files = new TlsFiles(vertx, tls, Clock.systemUTC());
    FileWatch<ServerSSLOptions> watch = new FileWatch<>("certificate", files.files(), files::read);
    return new Certificate(watch.read(), watch);
  }

  Credentials credentials() {
    return credentials;
  }

  /** What HTTPS begins with; empty: HTTP. */
  Optional<ServerSSLOptions> tls() {
    return certificate.map(Certificate::first);
  }

  /** Starts looking at the files; the timers are the caller's to cancel. */
  List<Long> watch(Vertx vertx, HttpServer server) {
    List<Long> timers = new ArrayList<>();
    timers.add(tokens.start(vertx, this::replaceTokens));
    certificate.ifPresent(each -> timers.add(each.watch().start(vertx, server::updateSSLOptions)));
    return timers;
  }

  private Future<Void> replaceTokens(Authenticator successor) {
    credentials.replace(successor);
    return Future.succeededFuture();
  }
}
