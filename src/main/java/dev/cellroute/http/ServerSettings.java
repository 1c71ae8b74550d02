package dev.cellroute.http;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.HttpConfig;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ServerSSLOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The transport's settings for a configuration. Pure. */
final class ServerSettings {
  // "GET " before the target and " HTTP/1.1" after it, with room for long verbs.
  private static final int REST_OF_REQUEST_LINE = 32;

  // Requests of one HTTP/2 connection at a time: what browsers and proxies expect.
  private static final int MOST_STREAMS = 100;

  // A client that begins requests only to take them back is left (CVE-2023-44487).
  private static final int MOST_RESETS = 200;
  private static final int RESETS_SECONDS = 30;

  // A header in many small pieces costs a client little and the gateway much.
  private static final int MOST_SMALL_CONTINUATIONS = 16;

  private ServerSettings() {}

  /**
   * HTTP/1.1, and HTTP/2 where the handshake agrees on it, without compression either way and
   * without Vert.x' own idle timeout, which would also end a connection whose cell is slow;
   * {@link Connections} does that. Forms are read by {@link BodyDecoder}, so Vert.x' caps for them
   * are idle. Without WebSockets there is nothing to compress in them, and the handler for that
   * would end connections with many pipelined requests.
   */
  static HttpServerOptions of(HttpConfig config, Optional<ServerSSLOptions> tls) {
    HttpServerOptions options = of(config);
    tls.ifPresent(with -> options
        .setSsl(true)
        .setKeyCertOptions(with.getKeyCertOptions())
        .setTrustOptions(with.getTrustOptions())
        .setClientAuth(with.getClientAuth())
        .setUseAlpn(with.isUseAlpn()));
    return options;
  }

  private static HttpServerOptions of(HttpConfig config) {
    return new HttpServerOptions()
        .setMaxInitialLineLength(bounded(config.maxUri()) + REST_OF_REQUEST_LINE)
        .setMaxHeaderSize(bounded(config.maxHeaders()))
        .setIdleTimeout(0)
        .setHttp2ClearTextEnabled(false)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1, HttpVersion.HTTP_1_0))
        .setInitialSettings(http2(config))
        .setHttp2RstFloodMaxRstFramePerWindow(MOST_RESETS)
        .setHttp2RstFloodWindowDuration(RESETS_SECONDS)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
        .setHttp2MaxSmallContinuationFrames(MOST_SMALL_CONTINUATIONS)
        .setCompressionSupported(false)
        .setDecompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(false)
        .setTcpNoDelay(true);
  }

  /** There is no request line: the target counts as a header, and {@link Entrance} measures it. */
  private static Http2Settings http2(HttpConfig config) {
    return new Http2Settings()
        .setMaxConcurrentStreams(MOST_STREAMS)
        .setMaxHeaderListSize(bounded(config.maxHeaders()) + bounded(config.maxUri()));
  }

  private static int bounded(DataSize size) {
    return (int) Math.min(size.bytes(), Integer.MAX_VALUE / 2);
  }
}
