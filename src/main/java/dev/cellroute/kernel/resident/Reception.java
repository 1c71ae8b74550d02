package dev.cellroute.kernel.resident;

import dev.cellroute.kernel.resident.Invitation.Arrival;
import dev.cellroute.protocol.ProtocolException;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in the kernels that were invited, each once. A guest has a deadline for its HELLO; one that
 * is late, says anything else, or knows no secret is put out, and so is one too many. Used on the
 * event loop.
 */
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final int MAX_GUESTS = 256;

  /** A HELLO holds a secret and a sentence for each program. */
  private static final long MAX_HELLO = 4L * 1024 * 1024;

  private final Loop loop;
  private final Duration patience;
  private final SecureRandom random = new SecureRandom();
  private final Set<Invitation> invitations = new HashSet<>();
  private int guests;

  Reception(Loop loop, Duration patience) {
    this.loop = loop;
    this.patience = patience;
  }

  Invitation invite() {
    Invitation invitation = Invitation.random(random);
    invitations.add(invitation);
    return invitation;
  }

  void withdraw(Invitation invitation) {
    invitations.remove(invitation);
  }

  void enter(NetSocket socket) {
    if (guests >= MAX_GUESTS) {
      LOG.warn("lane=refused reason=\"{} connections without a HELLO\"", guests);
      socket.close();
      return;
    }
    guests++;
    LaneWire.open(socket, MAX_HELLO, Guest::new);
  }

  /** Every secret is compared, so that the time tells nothing. */
  private Optional<Invitation> invitationOf(String secret) {
    Optional<Invitation> found = Optional.empty();
    for (Invitation each : invitations) {
      found = each.isFor(secret) ? Optional.of(each) : found;
    }
    found.ifPresent(invitations::remove);
    return found;
  }

  /** A connection that has not introduced itself. */
  private final class Guest implements LaneWire.Party {
    private final LaneWire wire;
    private final Promise<Void> gone = Promise.promise();

    Guest(LaneWire wire) {
      this.wire = wire;
      loop.after(patience, gone.future(), () -> putOut("it said no HELLO"));
    }

    @Override
    public void hear(LaneFrame frame) throws ProtocolException {
      if (frame.kind() != LaneFrame.Kind.HELLO) {
        throw new ProtocolException("an answer before its HELLO");
      }
      Hello hello = Hello.of(frame.payload());
      invitationOf(hello.secret())
          .ifPresentOrElse(
              invitation -> welcome(invitation, hello), () -> putOut("it knew no secret"));
    }

    @Override
    public void lost(String reason) {
      LOG.debug("lane=refused reason=\"{}\"", reason);
      leave();
    }

    private void welcome(Invitation invitation, Hello hello) {
      leave();
      invitation.arrived(new Arrival(wire, hello));
    }

    private void putOut(String reason) {
      LOG.warn("lane=refused reason=\"{}\"", reason);
      wire.hangUp();
      leave();
    }

    private void leave() {
      if (gone.tryComplete()) {
        guests--;
      }
    }
  }
}
