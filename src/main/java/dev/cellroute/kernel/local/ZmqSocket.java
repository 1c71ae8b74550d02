package dev.cellroute.kernel.local;

import dev.cellroute.protocol.Channel;
import dev.cellroute.protocol.WireCodec;
import java.util.ArrayList;
import java.util.List;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.PollItem;
import org.zeromq.ZMQ.Socket;

/**
 * One socket of a connection and its item in the poller (its index there changes when others
 * leave). Used by the loop's thread only.
 */
record ZmqSocket(Channel channel, Socket socket, PollItem item) {
  boolean isReadable() {
    return item.isReadable();
  }

  /**
   * The frames of the next message, or none; of a message with too many, the rest is thrown away.
   */
  List<byte[]> receive() {
    List<byte[]> frames = new ArrayList<>();
    byte[] frame = socket.recv(ZMQ.DONTWAIT);
    while (frame != null) {
      if (frames.size() <= WireCodec.MAX_FRAMES) {
        frames.add(frame);
      }
      frame = socket.hasReceiveMore() ? socket.recv(ZMQ.DONTWAIT) : null;
    }
    return frames;
  }

  /** False when nobody is connected. */
  boolean send(List<byte[]> frames) {
    int last = frames.size() - 1;
    for (int at = 0; at <= last; at++) {
      int flags = at < last ? ZMQ.DONTWAIT | ZMQ.SNDMORE : ZMQ.DONTWAIT;
      if (!socket.send(frames.get(at), flags)) {
        return false;
      }
    }
    return true;
  }
}
