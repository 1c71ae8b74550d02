package dev.cellroute.kernel.resident;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.LaneCall;
import dev.cellroute.kernel.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * One call on a lane and what comes of it. Its state lives on the event loop; {@link #outcome},
 * {@link #quiet} and {@link #cancel} may be called from anywhere. {@code outcome} is what the
 * caller is told, at once when the call is given up; {@code quiet} is when the kernel has answered
 * it and no interrupt meant for it is on its way any more.
 */
final class LaneExchange implements Exchange {
  private static final Future<Void> NO_INTERRUPT = Future.succeededFuture();

  private final Loop loop;
  private final LaneConnection connection;
  private final LaneCall call;
  private final Promise<Outcome> outcome = Promise.promise();
  private final Promise<Void> turn = Promise.promise();
  private final Promise<Void> quiet = Promise.promise();
  private Future<Void> interrupted = NO_INTERRUPT;
  private int interrupts;
  private long number;
  private boolean over;

  LaneExchange(Loop loop, LaneConnection connection, LaneCall call) {
    this.loop = loop;
    this.connection = connection;
    this.call = call;
  }

  LaneCall call() {
    return call;
  }

  /** Its number on the wire, or 0 as long as it has not been sent. */
  long number() {
    return number;
  }

  void sentAs(long number) {
    this.number = number;
  }

  @Override
  public Future<Outcome> outcome() {
    return loop.toCaller(outcome.future());
  }

  @Override
  public Future<Void> quiet() {
    return loop.toCaller(quiet.future());
  }

  @Override
  public Future<Void> turn() {
    return loop.toCaller(turn.future());
  }

  @Override
  public void cancel() {
    loop.run(this::giveUp);
  }

  /** The kernel may have begun it, and no call that is still wanted keeps it from ending. */
  void turnCame() {
    turn.tryComplete();
  }

  /** The kernel has answered. */
  void end(LaneAnswer answer) {
    answer.settle(outcome);
    finish();
  }

  /** The kernel will not answer, or what it answered is no use. */
  void fail(GatewayException why) {
    outcome.tryFail(why);
    finish();
  }

  /** Whether the kernel is done with it. */
  boolean isOver() {
    return over;
  }

  int interrupts() {
    return interrupts;
  }

  void interruptedBy(Future<Void> interrupt) {
    interrupts++;
    interrupted = interrupt;
  }

  /** The last interrupt met another call, and does not count. */
  void missed() {
    interrupts--;
  }

  private void giveUp() {
    if (outcome.tryFail(new GatewayException(ErrorCode.CANCELLED, "the call was cancelled"))) {
      connection.cancel(this);
    }
  }

  private void finish() {
    over = true;
    turn.tryComplete();
    interrupted.onComplete(ignored -> quiet.tryComplete());
  }
}
