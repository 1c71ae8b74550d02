package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads connections that were told to come again later only a few at a time, in their order. To
 * refuse costs little, but who is refused can ask again at once, and a thousand such clients are a
 * thousand requests in each round of the event loop: a kernel that has finished would wait for all
 * of them before it gets its next call. With this, rounds are short, and nobody waits long: the
 * last of a thousand an eighth of a second, and he was told to stay away for longer. Who has just
 * connected, a probe of the machine's keeper perhaps, does not wait behind those. Used on the
 * server's event loop; there are never more waiting than connections are open.
 *
 * @param <C> the connections
 */
final class Turnstile<C> {
  /** So many are refused again in less than a thousandth of a second. */
  static final int AT_ONCE = 8;

  /** Of them, at most so many that have not asked before. */
  static final int NEWCOMERS = AT_ONCE / 2;

  private static final long PAUSE_MILLIS = 1;

  private final Valve<C> valve;
  private final Pace pace;
  private final Set<C> newcomers = new LinkedHashSet<>();
  private final Set<C> refused = new LinkedHashSet<>();

  /** Those that are still open, with the line they will stand in. */
  private final Map<C, Set<C>> arriving = new HashMap<>();

  private boolean turning;

  Turnstile(Valve<C> valve, Pace pace) {
    this.valve = requireNonNull(valve, "valve");
    this.pace = requireNonNull(pace, "pace");
  }

  static Turnstile<HttpConnection> of(Vertx vertx) {
    return new Turnstile<>(new Reading(), new Loop(vertx));
  }

  /** Stops what comes in, and lets it come again. */
  interface Valve<C> {
    /** False where it is not open, or does not close. */
    boolean close(C connection);

    void open(C connection);
  }

  /** When the event loop does what it is told. */
  interface Pace {
    /** As soon as it has dealt with all that it has read. */
    void afterReading(Runnable task);

    /** After whatever else it has to do. */
    void later(Runnable task);
  }

  /** Reads it again when it is its turn; it has no request under way. */
  void refused(C connection) {
    hold(connection, refused);
  }

  /** Reads it when it is its turn, if others wait. */
  void opened(C connection) {
    if (isCrowded()) {
      hold(connection, newcomers);
    }
  }

  /** What was read before it was held is answered now; from here on others see to its flow. */
  void release(C connection) {
    arriving.remove(connection);
    if (newcomers.remove(connection) || refused.remove(connection)) {
      valve.open(connection);
    }
  }

  /** It is closed for good. */
  void forget(C connection) {
    arriving.remove(connection);
    newcomers.remove(connection);
    refused.remove(connection);
  }

  /** Whether it is not read at present, which is no fault of its client. */
  boolean holds(C connection) {
    return newcomers.contains(connection) || refused.contains(connection);
  }

  private boolean isCrowded() {
    return !(newcomers.isEmpty() && refused.isEmpty());
  }

  /**
   * Closed in the midst of a read it would still be handed what has been read, and where that is
   * too much Vert.x would stop reading for reasons of its own, which opening must not undo.
   */
  private void hold(C connection, Set<C> line) {
    arriving.put(connection, line);
    pace.afterReading(() -> close(connection));
  }

  private void close(C connection) {
    Set<C> line = arriving.remove(connection);
    if (line != null && valve.close(connection)) {
      line.add(connection);
      turnSoon();
    }
  }

  /** One round at a time, also where whoever waited has left before it came. */
  private void turnSoon() {
    if (!turning) {
      turning = true;
      pace.later(this::turn);
    }
  }

  private void turn() {
    turning = false;
    int read = open(newcomers, NEWCOMERS);
    open(refused, AT_ONCE - read);
    if (isCrowded()) {
      turnSoon();
    }
  }

  private int open(Set<C> line, int most) {
    Iterator<C> first = line.iterator();
    int opened = 0;
    while (opened < most && first.hasNext()) {
      C connection = first.next();
      first.remove();
      valve.open(connection);
      opened++;
    }
    return opened;
  }

  /** The event loop this is used on. */
  private record Loop(Vertx vertx) implements Pace {
    @Override
    public void afterReading(Runnable task) {
      vertx.runOnContext(ignored -> task.run());
    }

    @Override
    public void later(Runnable task) {
      vertx.setTimer(PAUSE_MILLIS, ignored -> task.run());
    }
  }

  /**
   * Below Vert.x, which stops reading, too, where a body is not taken: what it has stopped it
   * starts again itself, and what is closed here it does not stop, because nothing comes. Not for
   * HTTP/2: there may be other requests on the same connection.
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
