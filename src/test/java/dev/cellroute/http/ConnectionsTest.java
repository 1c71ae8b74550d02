package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.RawClient;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.Http1xServerConnection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
final class ConnectionsTest {
  private static final String REFUSED = head("GET", "/refused", 0);
  private static final String SLOW = head("GET", "/slow", 0);

  /** Vert.x stops reading a connection on which so much waits for the request before it. */
  private static final int TOO_MANY = 12;

  private final Vertx vertx = Vertx.vertx();
  private final Connections connections = new Connections(
      System::nanoTime,
      new ConnectionLimits(10, TimeUnit.HOURS.toNanos(1), TimeUnit.HOURS.toNanos(1)),
      new NoRefusal(),
      Turnstile.of(vertx));
  private final Promise<HttpConnection> slow = Promise.promise();
  private final HttpServer server;

  ConnectionsTest() throws TimeoutException {
    server = vertx
        .createHttpServer()
        .connectionHandler(connections::opened)
        .requestHandler(this::answer)
        .listen(0, "127.0.0.1")
        .await(60, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  @Test
  void whatVertxHasStoppedReadingIsNotReadForHavingBeenRefused() throws TimeoutException {
    try (RawClient flooding = connect();
        RawClient other = connect()) {
      flooding.send(REFUSED + SLOW + REFUSED.repeat(TOO_MANY));
      assertThat(flooding.read().status()).isEqualTo(503);
      HttpConnection stopped = slow.future().await(60, TimeUnit.SECONDS);

      // Its second answer comes after a round of all that were refused before it.
      for (int times = 0; times < 2; times++) {
        assertThat(other.send(REFUSED).read().status()).isEqualTo(503);
      }
      assertThat(isRead(stopped)).isFalse();
    }
  }

  private RawClient connect() {
    return RawClient.connect(server.actualPort());
  }

  private void answer(HttpServerRequest request) {
    connections.requestBegan(request);
    if (request.path().equals("/slow")) {
      slow.complete(request.connection());
      return;
    }
    request
        .response()
        .setStatusCode(503)
        .end("full")
        .onComplete(sent -> connections.requestEnded(request));
  }

  private static boolean isRead(HttpConnection connection) {
    return ((Http1xServerConnection) connection)
        .channelHandlerContext()
        .channel()
        .config()
        .isAutoRead();
  }

  /** Nobody is refused for another reason. */
  private static final class NoRefusal implements Connections.Refusal {
    @Override
    public void tooSlow(HttpConnection connection) {
      throw new AssertionError("too slow");
    }

    @Override
    public void tooMany(HttpConnection connection) {
      throw new AssertionError("too many");
    }

    @Override
    public void leave(HttpConnection connection) {
      throw new AssertionError("left");
    }

    @Override
    public void announceEnd(HttpConnection connection) {
      throw new AssertionError("end announced");
    }
  }
}
