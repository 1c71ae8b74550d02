package dev.cellroute.kernel.local;

import dev.cellroute.kernel.KernelListener;
import dev.cellroute.kernel.KernelListener.Break;
import dev.cellroute.protocol.Channel;
import dev.cellroute.protocol.ConnectionInfo;
import dev.cellroute.protocol.CurveKeys;
import dev.cellroute.protocol.WireCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;

/**
 * The one thread that owns every ZeroMQ socket of this process. Others enqueue what they want and
 * wake it; it sends, receives, checks, decodes and hands over to listeners, and runs no other code.
 * It must never be interrupted (JeroMQ's sockets do not survive that); {@link #close} asks it to
 * end. When it fails, it tells every connection, and its owner opens another.
 */
final class ZmqLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ZmqLoop.class);
  private static final int MAX_WAITING = 65_536;
  private static final int RECONNECT_MS = 25;
  private static final int POLLER_SIZE = 64;

  private final long maxMessage;
  private final BlockingQueue<Runnable> commands = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Wakeup wakeup;

  /** Written by the loop's thread when it ends, read by any. */
  private volatile boolean ended;

  /** What follows belongs to the loop's thread. */
  private final List<ZmqConnection> connections = new ArrayList<>();

  private final ZContext context = new ZContext(1);
  private final ZMQ.Poller poller = context.createPoller(POLLER_SIZE);
  private boolean closing;

  private ZmqLoop(long maxMessage, Wakeup wakeup) {
    this.maxMessage = maxMessage;
    this.wakeup = wakeup;
  }

  /** Starts the thread. */
  static ZmqLoop start(long maxMessage) {
    ZmqLoop loop = new ZmqLoop(maxMessage, Wakeup.open());
    loop.context.setUncaughtExceptionHandler(
        (thread, failure) -> loop.enqueue(() -> rethrow(failure)));
    Thread thread = new Thread(loop::run, "cellroute-zmq");
    thread.setDaemon(true);
    thread.start();
    return loop;
  }

  ZmqConnection connect(ConnectionInfo info, KernelListener listener) {
    ZmqConnection connection = new ZmqConnection(this, new WireCodec(info.key()), listener);
    if (!enqueue(() -> open(connection, info))) {
      connection.broken(Break.Kind.EVERYTHING, "the message loop has ended");
    }
    return connection;
  }

  /** Runs it on the loop's thread, soon. False when the loop has ended or is flooded. */
  boolean enqueue(Runnable command) {
    if (ended || !commands.offer(command)) {
      return false;
    }
    wakeup.signal();
    return true;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Closes all sockets, soon. */
  @Override
  public void close() {
    if (!enqueue(() -> closing = true)) {
      LOG.debug("the message loop has ended already");
    }
  }

  void disconnect(ZmqConnection connection) {
    for (ZmqSocket each : connection.sockets()) {
      poller.unregister(each.socket());
      each.socket().close();
    }
    connections.remove(connection);
    connection.detached();
  }

  private void run() {
    try {
      wakeup.register(poller);
      while (!closing) {
        turn();
      }
    } catch (RuntimeException | Error failure) {
      LOG.error("the message loop failed", failure);
      connections.forEach(each -> each.broken(Break.Kind.EVERYTHING, "the message loop failed"));
    } finally {
      end();
    }
  }

  private void turn() {
    poller.poll(-1);
    wakeup.clear();
    for (Runnable next = commands.poll(); next != null; next = commands.poll()) {
      next.run();
    }
    connections.forEach(ZmqConnection::read);
  }

  private void end() {
    ended = true;
    List.copyOf(connections).forEach(this::disconnect);
    poller.close();
    context.close();
    wakeup.close();
  }

  /** The routing id is shared, because a kernel sends its questions to whom asked on shell. */
  private void open(ZmqConnection connection, ConnectionInfo info) {
    byte[] identity = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    for (Channel channel : Channel.values()) {
      connection.attach(open(connection, channel, info, identity));
    }
    connections.add(connection);
  }

  private ZmqSocket open(
      ZmqConnection connection, Channel channel, ConnectionInfo info, byte[] identity) {
    ZMQ.Socket socket =
        context.createSocket(channel == Channel.IOPUB ? SocketType.SUB : SocketType.DEALER);
    socket.setLinger(0);
    socket.setMaxMsgSize(maxMessage);
    socket.setReconnectIVL(RECONNECT_MS);
    socket.setMsgAllocator(new FrameAllocator(connection::distrusted));
    if (channel == Channel.IOPUB) {
      socket.setRcvHWM(0);
      socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
    } else {
      socket.setIdentity(identity);
      // JeroMQ's way to say: keep no messages for a connection that is not there yet.
      socket.setImmediate(false);
    }
    socket.setEventHook(
        (ZEvent event) -> enqueue(() -> connection.disconnected(channel)), ZMQ.EVENT_DISCONNECTED);
    info.curve().ifPresent(keys -> encrypt(socket, keys));
    socket.connect(info.address(channel));
    ZMQ.PollItem item = new ZMQ.PollItem(socket, ZMQ.Poller.POLLIN);
    poller.register(item);
    return new ZmqSocket(channel, socket, item);
  }

  private static void encrypt(ZMQ.Socket socket, CurveKeys keys) {
    byte[] publicKey = keys.publicKey().getBytes(StandardCharsets.US_ASCII);
    socket.setCurveServerKey(publicKey);
    socket.setCurvePublicKey(publicKey);
    socket.setCurveSecretKey(keys.secretKey().getBytes(StandardCharsets.US_ASCII));
  }

  private static void rethrow(Throwable failure) {
    throw new IllegalStateException("ZeroMQ's own thread failed", failure);
  }
}
