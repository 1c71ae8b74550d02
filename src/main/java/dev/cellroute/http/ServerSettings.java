package dev.cellroute.http;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.HttpConfig;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.Optional;

/** The transport's settings for a configuration. Pure. */
final class ServerSettings {
  // "GET " before the target and " HTTP/1.1" after it, with room for long verbs.
  private static final int REST_OF_REQUEST_LINE = 32;

  private ServerSettings() {}

  /**
   * HTTP/1.1 without compression either way and without Vert.x' own idle timeout, which would also
   * end a connection whose cell is slow; {@link Connections} does that. Forms are read by
   * {@link BodyDecoder}, so Vert.x' caps for them are idle. Without WebSockets there is nothing to
   * compress in them, and the handler for that would end connections with many pipelined requests.
   */
  static HttpServerOptions of(HttpConfig config, Optional<ServerSSLOptions> tls) {
    HttpServerOptions options = of(config);
    tls.ifPresent(with -> options
        .setSsl(true)
        .setKeyCertOptions(with.getKeyCertOptions())
        .setTrustOptions(with.getTrustOptions())
        .setClientAuth(with.getClientAuth()));
    return options;
  }

  private static HttpServerOptions of(HttpConfig config) {
    return new HttpServerOptions()
        .setMaxInitialLineLength(bounded(config.maxUri()) + REST_OF_REQUEST_LINE)
        .setMaxHeaderSize(bounded(config.maxHeaders()))
        .setIdleTimeout(0)
        .setHttp2ClearTextEnabled(false)
        .setUseAlpn(false)
        .setCompressionSupported(false)
        .setDecompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(false)
        .setTcpNoDelay(true);
  }

  private static int bounded(DataSize size) {
    return (int) Math.min(size.bytes(), Integer.MAX_VALUE / 2);
  }
}
