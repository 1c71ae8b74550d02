package dev.cellroute.kernel.local;

import dev.cellroute.kernel.KernelConnection;
import dev.cellroute.kernel.KernelListener;
import dev.cellroute.kernel.KernelListener.Break;
import dev.cellroute.kernel.Received;
import dev.cellroute.protocol.Channel;
import dev.cellroute.protocol.Content;
import dev.cellroute.protocol.Message;
import dev.cellroute.protocol.ProtocolException;
import dev.cellroute.protocol.WireCodec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kernel's four sockets and its codec. {@link #send} and {@link #close} may be called from any
 * thread and only enqueue; everything else runs on the loop's thread, to which all fields but
 * {@code loop} belong.
 */
final class ZmqConnection implements KernelConnection {
  private static final Logger LOG = LoggerFactory.getLogger(ZmqConnection.class);
  private static final int MAX_BAD_MESSAGES = 3;
  private static final int MAX_BATCH = 256;

  /** A flood comes in messages of tens of megabytes: the first must be told of at once. */
  private static final int MAX_BATCH_BYTES = 1 << 20;

  private final ZmqLoop loop;
  private final WireCodec codec;
  private final KernelListener listener;
  private final List<ZmqSocket> sockets = new ArrayList<>();
  private final Promise<Void> closed = Promise.promise();
  private int badMessages;

  ZmqConnection(ZmqLoop loop, WireCodec codec, KernelListener listener) {
    this.loop = loop;
    this.codec = codec;
    this.listener = listener;
  }

  @Override
  public void send(Channel channel, Message message) {
    if (!loop.enqueue(() -> write(channel, message))) {
      broken(Break.Kind.EVERYTHING, "too many messages wait to be sent");
    }
  }

  @Override
  public Future<Void> close() {
    if (!loop.enqueue(() -> loop.disconnect(this))) {
      closed.tryComplete();
    }
    return closed.future();
  }

  void attach(ZmqSocket socket) {
    sockets.add(socket);
  }

  List<ZmqSocket> sockets() {
    return sockets;
  }

  void detached() {
    sockets.clear();
    closed.tryComplete();
  }

  /**
   * Takes what has arrived, up to a batch a socket, so that one kernel cannot keep the others
   * waiting.
   */
  void read() {
    for (ZmqSocket socket : sockets) {
      if (socket.isReadable()) {
        read(socket);
      }
    }
  }

  void broken(Break.Kind kind, String reason) {
    listener.broken(new Break(kind, reason));
  }

  /** Any thread may find this out. */
  void distrusted() {
    broken(Break.Kind.EVERYTHING, "its messages cannot be trusted");
  }

  void disconnected(Channel channel) {
    if (!sockets.isEmpty()) {
      Break.Kind kind = channel == Channel.IOPUB ? Break.Kind.OUTPUT : Break.Kind.EVERYTHING;
      broken(kind, "its connection broke");
    }
  }

  private void read(ZmqSocket socket) {
    List<Received> batch = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i < MAX_BATCH && bytes < MAX_BATCH_BYTES; i++) {
      List<byte[]> frames = socket.receive();
      if (frames.isEmpty()) {
        break;
      }
      decode(socket.channel(), frames, batch);
      bytes += frames.stream().mapToInt(frame -> frame.length).sum();
    }
    if (!batch.isEmpty()) {
      listener.received(batch);
    }
  }

  private void decode(Channel channel, List<byte[]> frames, List<Received> batch) {
    try {
      Message message = codec.decode(frames);
      batch.add(new Received(channel, message, Content.of(message)));
    } catch (ProtocolException refused) {
      LOG.warn("channel={} refused=\"{}\"", channel, refused.getMessage());
      if (++badMessages == MAX_BAD_MESSAGES) {
        distrusted();
      }
    }
  }

  private void write(Channel channel, Message message) {
    for (ZmqSocket socket : sockets) {
      if (socket.channel() == channel && !socket.send(codec.encode(message))) {
        broken(Break.Kind.EVERYTHING, "a message could not be sent");
      }
    }
  }
}
