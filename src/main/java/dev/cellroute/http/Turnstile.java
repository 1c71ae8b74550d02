package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads connections that were told to come again later only a few at a time, in their order. To
 * refuse costs little, but who is refused can ask again at once, and a thousand such clients are a
 * thousand requests in each round of the event loop: a kernel that has finished would wait for all
 * of them before it gets its next call. With this, rounds are short, and nobody waits long: the
 * last of a thousand an eighth of a second, and he was told to stay away for longer. Used on the
 * server's event loop; there are never more waiting than connections are open.
 *
 * @param <C> the connections
 */
final class Turnstile<C> {
  /** So many are refused again in less than a thousandth of a second. */
  static final int AT_ONCE = 8;

  private static final long PAUSE_MILLIS = 1;

  private final Valve<C> valve;
  private final Consumer<Runnable> soon;
  private final Set<C> waiting = new LinkedHashSet<>();
  private boolean turning;

  /** Soon is after whatever else the event loop has to do. */
  Turnstile(Valve<C> valve, Consumer<Runnable> soon) {
    this.valve = requireNonNull(valve, "valve");
    this.soon = requireNonNull(soon, "soon");
  }

  static Turnstile<HttpConnection> of(Vertx vertx) {
    return new Turnstile<>(
        new Reading(), turn -> vertx.setTimer(PAUSE_MILLIS, ignored -> turn.run()));
  }

  /** Stops what comes in, and lets it come again. */
  interface Valve<C> {
    /** False where it is not open, or does not close. */
    boolean close(C connection);

    void open(C connection);
  }

  /** Whether somebody waits; who comes now stands behind them. */
  boolean isCrowded() {
    return !waiting.isEmpty();
  }

  /** Reads it again when it is its turn. */
  void hold(C connection) {
    if (valve.close(connection)) {
      waiting.add(connection);
      turnSoon();
    }
  }

  /** What was read before it was held is answered now; from here on others see to its flow. */
  void release(C connection) {
    if (waiting.remove(connection)) {
      valve.open(connection);
    }
  }

  /** It is closed for good. */
  void forget(C connection) {
    waiting.remove(connection);
  }

  /** One round at a time, also where whoever waited has left before it came. */
  private void turnSoon() {
    if (!turning) {
      turning = true;
      soon.accept(this::turn);
    }
  }

  private void turn() {
    turning = false;
    Iterator<C> first = waiting.iterator();
    for (int each = 0; each < AT_ONCE && first.hasNext(); each++) {
      C connection = first.next();
      first.remove();
      valve.open(connection);
    }
    if (isCrowded()) {
      turnSoon();
    }
  }

  /**
   * Below Vert.x, which stops reading, too, where a body is not taken: what it has stopped it
   * starts again itself. Not for HTTP/2: there may be other requests on the same connection.
   */
  private static final class Reading implements Valve<HttpConnection> {
    @Override
    public boolean close(HttpConnection connection) {
      if (connection instanceof Http1xServerConnection http1 && config(http1).isAutoRead()) {
        config(http1).setAutoRead(false);
        return true;
      }
      return false;
    }

    @Override
    public void open(HttpConnection connection) {
      if (connection instanceof Http1xServerConnection http1) {
        config(http1).setAutoRead(true);
      }
    }

    private static ChannelConfig config(Http1xServerConnection connection) {
      return connection.channelHandlerContext().channel().config();
    }
  }
}
