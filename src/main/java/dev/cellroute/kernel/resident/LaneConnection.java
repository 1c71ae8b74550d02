package dev.cellroute.kernel.resident;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelExit;
import dev.cellroute.kernel.LaneCall;
import dev.cellroute.kernel.NotBegunException;
import dev.cellroute.protocol.ProtocolException;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open lane into one kernel: calls go out in their order, as many at a time as the kernel is
 * given, and answers come back by their number. It ends once, with the wire or with the kernel;
 * then every call fails and a kernel that still lives is stopped, so that it is replaced. Used on
 * the event loop.
 *
 * <pre>
 *   call ──► waiting ──► under way ──answer──► over
 *               │            │  first: may have begun       ──wire lost──► KERNEL_DIED
 *               │            └─ behind one not answered yet ──wire lost──► not begun
 *               └─────────────────────────────────────────────wire lost──► not begun
 * </pre>
 */
final class LaneConnection implements LaneWire.Party {
  private static final Logger LOG = LoggerFactory.getLogger(LaneConnection.class);

  /**
   * A lost wire is mostly a dying process, and that is the better reason; but its callers are told
   * within a quarter of a second, with what follows.
   */
  private static final Duration EXIT_GRACE = Duration.ofMillis(150);

  /** What a process wrote last may be heard after its end. */
  private static final Duration LAST_ANSWERS = Duration.ofMillis(50);

  private final Loop loop;
  private final LaneWire wire;
  private final Kernel kernel;
  private final LaneTerms terms;
  private final CancelFile file;
  private final LaneCalls calls;
  private final Canceller canceller;
  private long sent;
  private boolean stopping;
  private boolean ending;
  private @Nullable String death;

  /** Kept, because asked from another context the kernel tells it only later. */
  private @Nullable KernelExit exit;

  private LaneConnection(
      Loop loop, LaneWire wire, Kernel kernel, LaneTerms terms, CancelFile file) {
    this.loop = loop;
    this.wire = wire;
    this.kernel = kernel;
    this.terms = terms;
    this.file = file;
    calls = new LaneCalls(terms);
    canceller = new Canceller(loop, kernel, file, calls);
  }

  /** Takes the wire over and watches the kernel. */
  static LaneConnection begin(
      Loop loop, LaneWire wire, Kernel kernel, LaneTerms terms, CancelFile file) {
    LaneConnection connection = new LaneConnection(loop, wire, kernel, terms, file);
    wire.handTo(connection, terms.maxFrame());
    loop.here(kernel.exit()).onSuccess(connection::exited);
    return connection;
  }

  LaneExchange call(LaneCall call) {
    LaneExchange exchange = new LaneExchange(loop, this, call);
    loop.run(() -> admit(exchange));
    return exchange;
  }

  /** The kernel is being stopped: the end of the wire will be no news. */
  void stopping() {
    loop.run(() -> stopping = true);
  }

  void cancel(LaneExchange exchange) {
    if (calls.withdraw(exchange)) {
      exchange.end(LaneAnswer.CANCELLED);
    } else if (!ending && calls.isUnderWay(exchange)) {
      wire.write(LaneCodec.cancel(exchange.number()));
      calls.giveUp(exchange);
      canceller.look();
    }
  }

  @Override
  public void hear(LaneFrame frame) throws ProtocolException {
    LaneExchange exchange = calls.underWay(frame.call());
    if (frame.payload().length() < LaneAnswer.LARGE) {
      LaneAnswer answer = LaneAnswer.of(frame, exchange.call().maxOutput());
      leave(exchange);
      exchange.end(answer);
    } else {
      leave(exchange);
      readLarge(frame, exchange);
    }
  }

  @Override
  public void lost(String reason) {
    if (ending) {
      return;
    }
    ending = true;
    if (exit != null) {
      bury(reason);
      return;
    }
    Promise<Void> told = Promise.promise();
    loop.here(kernel.exit()).onComplete(ignored -> told.tryComplete());
    loop.after(EXIT_GRACE, told.future(), told::tryComplete);
    told.future().onComplete(ignored -> bury(reason));
  }

  private void admit(LaneExchange exchange) {
    String why = death;
    if (why != null) {
      exchange.fail(new NotBegunException(why));
    } else if (takesCalls() && calls.hasRoom()) {
      send(exchange);
    } else {
      calls.await(exchange);
    }
  }

  private @Nullable LaneExchange next() {
    return takesCalls() ? calls.next() : null;
  }

  /** What a process that has ended is sent would seem to have begun. */
  private boolean takesCalls() {
    return exit == null && !ending;
  }

  private void send(LaneExchange exchange) {
    LaneCall call = exchange.call();
    Buffer frame = LaneCodec.call(++sent, call.program(), call.document());
    if (frame.length() - LaneCodec.LENGTH > terms.maxFrame()) {
      exchange.fail(terms.tooLarge(frame.length()));
      return;
    }
    exchange.sentAs(sent);
    calls.sent(exchange);
    wire.write(frame);
  }

  /** The kernel is told of the next call before anyone is told of this one's answer. */
  private void leave(LaneExchange exchange) {
    calls.answered(exchange);
    for (LaneExchange next = next(); next != null; next = next()) {
      send(next);
    }
    if (calls.hasGivenUp()) {
      canceller.look();
    }
  }

  private void readLarge(LaneFrame frame, LaneExchange exchange) {
    loop.blocking(() -> LaneAnswer.of(frame, exchange.call().maxOutput()))
        .onSuccess(exchange::end)
        .onFailure(broken -> {
          exchange.fail(new GatewayException(
              ErrorCode.KERNEL_DIED, "the kernel died: its lane sent " + broken.getMessage()));
          wire.hangUp();
          lost("its lane sent " + broken.getMessage());
        });
  }

  private void exited(KernelExit how) {
    exit = how;
    loop.vertx().setTimer(LAST_ANSWERS.toMillis(), ignored -> {
      wire.hangUp();
      lost("its process ended");
    });
  }

  private void bury(String reason) {
    String why = death(reason);
    death = why;
    endKernel(reason);
    calls.endAll(why);
  }

  private String death(String reason) {
    KernelExit how = exit;
    if (how == null) {
      return stopping ? "the kernel was stopped" : "the kernel died: " + reason;
    }
    return "the kernel " + how.description();
  }

  /** A kernel without its lane cannot be trusted to be idle. */
  private void endKernel(String reason) {
    if (exit == null && !stopping) {
      LOG.warn("kernel={} lane=lost reason=\"{}\"", kernel.id(), reason);
      kernel.stop(Duration.ZERO);
    }
    loop.blocking(file::delete)
        .onFailure(failure -> LOG.debug("kernel={} undeleted={}", kernel.id(), file.path()));
  }
}
