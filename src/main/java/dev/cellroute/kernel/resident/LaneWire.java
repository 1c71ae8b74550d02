package dev.cellroute.kernel.resident;

import dev.cellroute.protocol.ProtocolException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.function.Function;

/**
 * One socket a kernel has opened. Frames go to the party that listens now; it is told once when the
 * wire is lost, whichever side ended it, unless it hung up itself. Used on the event loop.
 */
final class LaneWire {
  /** Who listens at this end. */
  interface Party {
    void hear(LaneFrame frame) throws ProtocolException;

    /** Nothing more is heard, and what is written goes nowhere. */
    void lost(String reason);
  }

  private final NetSocket socket;
  private final LaneReader reader;
  private Party party;
  private boolean over;

  private LaneWire(NetSocket socket, long maxFrame, Function<LaneWire, Party> first) {
    this.socket = socket;
    reader = new LaneReader(maxFrame, this::pass);
    party = first.apply(this);
  }

  /** Listens from now on; frames longer than this end it. */
  static LaneWire open(NetSocket socket, long maxFrame, Function<LaneWire, Party> first) {
    LaneWire wire = new LaneWire(socket, maxFrame, first);
    socket.handler(wire::read);
    socket.exceptionHandler(failure -> wire.lose("its lane broke: " + failure.getMessage()));
    socket.closeHandler(ignored -> wire.lose("its lane was closed"));
    return wire;
  }

  /** From now on another party listens, and frames may be this long. */
  void handTo(Party next, long maxFrame) {
    party = next;
    reader.allow(maxFrame);
    if (over) {
      next.lost("its lane was closed");
    }
  }

  void write(Buffer frame) {
    socket.write(frame); // a failure closes the socket, and that is heard
  }

  /** Closes the socket without telling the party. */
  void hangUp() {
    over = true;
    socket.close();
  }

  private void read(Buffer piece) {
    if (over) {
      return;
    }
    try {
      reader.read(piece);
    } catch (ProtocolException broken) {
      lose("its lane sent " + broken.getMessage());
    }
  }

  private void pass(LaneFrame frame) throws ProtocolException {
    party.hear(frame);
  }

  private void lose(String reason) {
    if (!over) {
      hangUp();
      party.lost(reason);
    }
  }
}
