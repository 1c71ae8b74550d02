package dev.cellroute.kernel.resident;

import dev.cellroute.protocol.ProtocolException;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames out of whatever pieces the bytes come in. A frame that came whole is not copied; of
 * one that did not, it keeps what there is, and never more than one. Room for a long one is made
 * twice at most: a buffer that grows step by step is copied at each. Used on one event loop.
 */
final class LaneReader {
  /** Told of each frame, at once. */
  @FunctionalInterface
  interface Listener {
    void hear(LaneFrame frame) throws ProtocolException;
  }

  /** Room made at once for a frame that comes in pieces; all it takes is made when that is full. */
  private static final int MOST_AHEAD = 1024 * 1024;

  private final Listener listener;
  private long maxFrame;
  private @Nullable Buffer rest;
  private int room;

  LaneReader(long maxFrame, Listener listener) {
    this.maxFrame = maxFrame;
    this.listener = listener;
  }

  /** From now on a frame may be this long. */
  void allow(long maxFrame) {
    this.maxFrame = maxFrame;
  }

  /** Fails at the first frame that cannot be understood; nothing may be read after that. */
  void read(Buffer piece) throws ProtocolException {
    Buffer bytes = rest == null ? piece : joined(rest, piece);
    int at = 0;
    for (int size = wholeAt(bytes, at); size > 0; size = wholeAt(bytes, at)) {
      listener.hear(LaneCodec.frame(bytes, at, size));
      at += size;
    }
    keep(bytes, at);
  }

  private Buffer joined(Buffer begun, Buffer piece) throws ProtocolException {
    int length = begun.length() + piece.length();
    if (length <= room) {
      return begun.appendBuffer(piece);
    }
    room = (int) Math.max(length, size(begun, 0));
    return Buffer.buffer(room).appendBuffer(begun).appendBuffer(piece);
  }

  /** The size of the frame at this place, or 0 when it is not whole. */
  private int wholeAt(Buffer bytes, int at) throws ProtocolException {
    int there = bytes.length() - at;
    if (there < LaneCodec.LENGTH) {
      return 0;
    }
    long size = LaneCodec.size(bytes, at, maxFrame);
    return size <= there ? (int) size : 0;
  }

  /** Frames handed over share the bytes, so what is left of them goes into a buffer of its own. */
  private void keep(Buffer bytes, int at) throws ProtocolException {
    int left = bytes.length() - at;
    if (left == 0) {
      rest = null;
    } else if (at > 0 || rest == null) {
      room = (int) Math.max(left, Math.min(size(bytes, at), MOST_AHEAD));
      rest = Buffer.buffer(room).appendBuffer(bytes, at, left);
    } else {
      rest = bytes;
    }
  }

  /** What the frame at this place takes, or nothing as long as it has not said. */
  private long size(Buffer bytes, int at) throws ProtocolException {
    return bytes.length() - at < LaneCodec.LENGTH ? 0 : LaneCodec.size(bytes, at, maxFrame);
  }
}
