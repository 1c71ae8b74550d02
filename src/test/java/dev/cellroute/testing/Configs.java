package dev.cellroute.testing;

import dev.cellroute.config.Compatibility;
import dev.cellroute.config.DataSize;
import dev.cellroute.config.EnvironmentConfig;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.HttpConfig;
import dev.cellroute.config.KernelConfig;
import dev.cellroute.config.LanePreference;
import dev.cellroute.config.LifecycleConfig;
import dev.cellroute.config.LogConfig;
import dev.cellroute.config.RequestConfig;
import dev.cellroute.config.Secret;
import dev.cellroute.config.SecurityConfig;
import dev.cellroute.config.SecurityConfig.Cors;
import dev.cellroute.config.TlsConfig;
import dev.cellroute.config.TokenConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Configurations for tests: the defaults of the contract on loopback with a free port, and one
 * change at a time.
 */
public record Configs(HttpConfig http, SecurityConfig security, Compatibility compat) {
  public static final Configs DEFAULT = new Configs(
      new HttpConfig(
          "127.0.0.1",
          0,
          0,
          "/",
          false,
          DataSize.ofMib(100),
          DataSize.ofKib(64),
          DataSize.ofKib(32),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          10_000,
          false,
          Optional.empty(),
          Optional.empty()),
      new SecurityConfig(List.of(), false, List.of(), Cors.OFF),
      Compatibility.NONE);

  public Configs withPort(int port, int retries) {
    return withHttp(new HttpConfig(
        http.host(),
        port,
        retries,
        http.basePath(),
        http.tracebacks(),
        http.maxBody(),
        http.maxHeaders(),
        http.maxUri(),
        http.headerTimeout(),
        http.idleTimeout(),
        http.maxConnections(),
        http.source(),
        http.staticPath(),
        http.tls()));
  }

  public Configs withBasePath(String basePath) {
    return withHttp(new HttpConfig(
        http.host(),
        http.port(),
        http.portRetries(),
        basePath,
        http.tracebacks(),
        http.maxBody(),
        http.maxHeaders(),
        http.maxUri(),
        http.headerTimeout(),
        http.idleTimeout(),
        http.maxConnections(),
        http.source(),
        http.staticPath(),
        http.tls()));
  }

  public Configs withLimits(DataSize body, DataSize headers, DataSize uri) {
    return withHttp(new HttpConfig(
        http.host(),
        http.port(),
        http.portRetries(),
        http.basePath(),
        http.tracebacks(),
        body,
        headers,
        uri,
        http.headerTimeout(),
        http.idleTimeout(),
        http.maxConnections(),
        http.source(),
        http.staticPath(),
        http.tls()));
  }

  public Configs withTimeouts(Duration header, Duration idle) {
    return withHttp(new HttpConfig(
        http.host(),
        http.port(),
        http.portRetries(),
        http.basePath(),
        http.tracebacks(),
        http.maxBody(),
        http.maxHeaders(),
        http.maxUri(),
        header,
        idle,
        http.maxConnections(),
        http.source(),
        http.staticPath(),
        http.tls()));
  }

  public Configs withConnections(int most) {
    return withHttp(new HttpConfig(
        http.host(),
        http.port(),
        http.portRetries(),
        http.basePath(),
        http.tracebacks(),
        http.maxBody(),
        http.maxHeaders(),
        http.maxUri(),
        http.headerTimeout(),
        http.idleTimeout(),
        most,
        http.source(),
        http.staticPath(),
        http.tls()));
  }

  public Configs withTls(TlsConfig tls) {
    return withHttp(new HttpConfig(
        http.host(),
        http.port(),
        http.portRetries(),
        http.basePath(),
        http.tracebacks(),
        http.maxBody(),
        http.maxHeaders(),
        http.maxUri(),
        http.headerTimeout(),
        http.idleTimeout(),
        http.maxConnections(),
        http.source(),
        http.staticPath(),
        Optional.of(tls)));
  }

  public Configs withTracebacks() {
    return withHttp(new HttpConfig(
        http.host(),
        http.port(),
        http.portRetries(),
        http.basePath(),
        true,
        http.maxBody(),
        http.maxHeaders(),
        http.maxUri(),
        http.headerTimeout(),
        http.idleTimeout(),
        http.maxConnections(),
        http.source(),
        http.staticPath(),
        http.tls()));
  }

  public Configs withSource() {
    return withHttp(new HttpConfig(
        http.host(),
        http.port(),
        http.portRetries(),
        http.basePath(),
        http.tracebacks(),
        http.maxBody(),
        http.maxHeaders(),
        http.maxUri(),
        http.headerTimeout(),
        http.idleTimeout(),
        http.maxConnections(),
        true,
        http.staticPath(),
        http.tls()));
  }

  public Configs withStaticPath(Path folder) {
    return withHttp(new HttpConfig(
        http.host(),
        http.port(),
        http.portRetries(),
        http.basePath(),
        http.tracebacks(),
        http.maxBody(),
        http.maxHeaders(),
        http.maxUri(),
        http.headerTimeout(),
        http.idleTimeout(),
        http.maxConnections(),
        http.source(),
        Optional.of(folder),
        http.tls()));
  }

  public Configs withToken(String token) {
    return withTokens(TokenConfig.only(new Secret(token)));
  }

  public Configs withTokens(TokenConfig... tokens) {
    return withSecurity(new SecurityConfig(
        List.of(tokens), security.open(), security.allowedHosts(), security.cors()));
  }

  public Configs withAllowedHosts(String... hosts) {
    return withSecurity(
        new SecurityConfig(security.tokens(), security.open(), List.of(hosts), security.cors()));
  }

  public Configs withCors(Cors cors) {
    return withSecurity(
        new SecurityConfig(security.tokens(), security.open(), security.allowedHosts(), cors));
  }

  private Configs withSecurity(SecurityConfig changed) {
    return new Configs(http, changed, compat);
  }

  public Configs likeKernelGateway() {
    return new Configs(http, security, Compatibility.JKG);
  }

  private Configs withHttp(HttpConfig changed) {
    return new Configs(changed, security, compat);
  }

  public GatewayConfig config() {
    return new GatewayConfig(
        http,
        List.of(),
        new RequestConfig(Duration.ofSeconds(60), 256, DataSize.ofMib(64)),
        new KernelConfig(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            DataSize.ofMib(64)),
        new EnvironmentConfig(Path.of("unused"), Duration.ofMinutes(1)),
        security,
        new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.INFO),
        compat,
        LanePreference.AUTO,
        new LifecycleConfig(Duration.ofSeconds(30), false));
  }
}
