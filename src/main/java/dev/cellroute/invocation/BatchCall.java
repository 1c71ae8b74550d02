package dev.cellroute.invocation;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import io.vertx.core.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One caller of an endpoint with {@code batch}. It keeps its own deadline from the beginning, and
 * is over when it is answered, late or gone, whatever becomes of its batch; {@code left} hears of
 * the latter two. Used on one event loop.
 */
final class BatchCall implements Invoker.Call {
  private final CellKit kit;
  private final Invocation invocation;
  private final Consumer<BatchCall> left;
  private final CallAnswer answer;
  private final long started;
  private long timer;
  private long queueNanos;
  private @Nullable BatchRun run;

  BatchCall(CellKit kit, Invocation invocation, Consumer<BatchCall> left) {
    this.kit = kit;
    this.invocation = invocation;
    this.left = left;
    this.answer = new CallAnswer(kit.options().notebook(), invocation);
    started = kit.clock().getAsLong();
  }

  void start() {
    timer = kit.vertx().setTimer(CallAnswer.millis(invocation.timeout()), id -> expire());
  }

  @Override
  public Future<Response> response() {
    return answer.future();
  }

  @Override
  public Response.Timing timing() {
    return run == null ? new Response.Timing(waited(), 0) : run.timing(queueNanos);
  }

  @Override
  public void cancel() {
    if (!isOver()) {
      fail(new GatewayException(ErrorCode.CANCELLED, "the client is gone"));
      left.accept(this);
    }
  }

  /** The run that it is in; empty while it waits. */
  @Nullable
  BatchRun run() {
    return run;
  }

  /** Roughly how long its request document is, in characters. */
  long size() {
    return RequestDocument.size(invocation);
  }

  boolean isOver() {
    return answer.future().isComplete();
  }

  /** Whether it can be run; a call whose time is up fails here, if its timer has not been heard. */
  boolean isInTime() {
    if (waited() >= invocation.timeout().toNanos()) {
      fail(CallAnswer.tooLate(invocation, timing()));
    }
    return !isOver();
  }

  BatchTask.Member join(BatchRun run) {
    this.run = run;
    queueNanos = waited();
    return new BatchTask.Member(invocation, queueNanos);
  }

  void waitAgain() {
    run = null;
  }

  void answer(Future<Response> response) {
    kit.vertx().cancelTimer(timer);
    answer.end(response);
  }

  void fail(Throwable failure) {
    kit.vertx().cancelTimer(timer);
    answer.fail(failure);
  }

  private void expire() {
    if (!isOver()) {
      fail(CallAnswer.tooLate(invocation, timing()));
      left.accept(this);
    }
  }

  private long waited() {
    return kit.clock().getAsLong() - started;
  }
}
