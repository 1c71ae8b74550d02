package dev.cellroute.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One TLS connection to a gateway, on which HTTP/2 is wanted and whatever certificate believed. For
 * the test's own thread, which waits.
 */
final class Http2Client implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final HttpClientAgent agent;
  private final HttpClientConnection connection;

  private Http2Client(HttpClientAgent agent, HttpClientConnection connection) {
    this.agent = agent;
    this.connection = connection;
  }

  static Http2Client connect(Vertx vertx, int port) throws TimeoutException {
    return connect(vertx, port, List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1));
  }

  /** A client that offers these versions only, the best one first. */
  static Http2Client connect(Vertx vertx, int port, List<HttpVersion> offered)
      throws TimeoutException {
    HttpClientAgent agent = vertx.createHttpClient(new HttpClientOptions()
        .setProtocolVersion(offered.get(0))
        .setAlpnVersions(offered)
        .setUseAlpn(true)
        .setSsl(true)
        .setTrustAll(true)
        .setVerifyHost(false));
    HttpConnectOptions server = new HttpConnectOptions().setHost("127.0.0.1").setPort(port);
    return new Http2Client(agent, await(agent.connect(server)));
  }

  /** What came back, read to its end. */
  record Answer(HttpVersion version, int status, String body) {}

  HttpClientRequest begin(HttpMethod method, String target) throws TimeoutException {
    return await(connection.request(
        new RequestOptions().setHost("localhost").setMethod(method).setURI(target)));
  }

  static Future<Answer> answer(HttpClientRequest request) {
    return request
        .response()
        .compose(response -> response
            .body()
            .map(body -> new Answer(request.version(), response.statusCode(), body.toString())));
  }

  Answer get(String target) throws TimeoutException {
    return await(sent(begin(HttpMethod.GET, target)));
  }

  /** A request without a body, sent now. */
  static Future<Answer> sent(HttpClientRequest request) {
    Future<Answer> answer = answer(request);
    return request.end().compose(done -> answer);
  }

  HttpClientConnection connection() {
    return connection;
  }

  static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws TimeoutException {
    await(agent.close());
  }
}
