package dev.cellroute.invocation;

import dev.cellroute.endpoint.EndpointOptions.OnDisconnect;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.NotBegunException;
import dev.cellroute.pool.Lease;
import dev.cellroute.pool.Leases;
import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call from the queue to its answer. The client has its answer at the deadline whatever the
 * kernel does; the lease ends later, when the kernel is quiet again or has not become so in time.
 *
 * <pre>
 *     ┌─────not begun, once┐
 *     ▼                    │
 *   queued ──granted──► running ──ended──► answered ──► lease released
 *     │                    │                       └──► lease spoiled
 *     └─refused, abandoned └─deadline, client gone: answered, interrupted ──quiet──► released
 *                                                                         └─grace──► spoiled
 * </pre>
 *
 * Used on one event loop. Until the lease is here the pool keeps the deadline, and its message says
 * how busy it is.
 */
final class CellCall implements Invoker.Call {
  private final CellKit kit;
  private final Programs programs;
  private final Invocation invocation;
  private final CallAnswer answer;
  private final long started;
  private Leases.@Nullable Ticket ticket;
  private @Nullable CellRun<Response> run;
  private Future<?> running = Future.succeededFuture();
  private boolean repeated;

  CellCall(CellKit kit, Programs programs, Invocation invocation) {
    this.kit = kit;
    this.programs = programs;
    this.invocation = invocation;
    this.answer = new CallAnswer(kit.options().notebook(), invocation);
    started = kit.clock().getAsLong();
  }

  void start() {
    queue(invocation.timeout());
  }

  @Override
  public Future<Response> response() {
    return answer.future();
  }

  @Override
  public Response.Timing timing() {
    return run == null ? new Response.Timing(waited(), 0) : run.timing();
  }

  @Override
  public Future<Void> ended() {
    return running.isComplete()
        ? Future.succeededFuture()
        : running.transform((answered, failure) -> Future.succeededFuture());
  }

  @Override
  public void cancel() {
    if (!isOver()) {
      fail(new GatewayException(ErrorCode.CANCELLED, "the client is gone"));
      if (run == null || !runsOnAlone()) {
        giveUp();
      }
    }
  }

  /** Its deadline still holds. */
  private boolean runsOnAlone() {
    return invocation.endpoint().options().onDisconnect() == OnDisconnect.FINISH;
  }

  private void queue(Duration patience) {
    ticket = kit.leases().acquire(patience, programs.sharing());
    ticket.lease().onSuccess(this::granted).onFailure(this::fail);
  }

  private void giveUp() {
    if (run != null) {
      run.cancel();
    } else if (ticket != null) {
      ticket.abandon();
    }
  }

  private void granted(Lease lease) {
    if (isOver()) {
      return; // abandoned in the meantime: the ticket has given the lease back
    }
    Duration left = left();
    if (left.isNegative() || left.isZero()) {
      fail(tooLate());
      lease.release();
      return;
    }
    runOn(lease, left);
  }

  private void runOn(Lease lease, Duration left) {
    CallTask task = new CallTask(kit.assembler(), invocation);
    CellRun<Response> run = new CellRun<>(kit, lease.kernel(), programs, task, waited());
    this.run = run;
    long deadline = kit.vertx().setTimer(CallAnswer.millis(left), id -> expire());
    LeaseEnd end = new LeaseEnd(kit, lease, run);
    Future<Response> running = run.start();
    this.running = running;
    running.onComplete(result -> {
      kit.vertx().cancelTimer(deadline);
      end.after(result);
      if (mayRunAgain(result.cause())) {
        runAgain();
      } else {
        answer.end(result);
      }
    });
  }

  /** Once, and only what no kernel has begun: a cell need not bear being run twice. */
  private boolean mayRunAgain(@Nullable Throwable failure) {
    return failure instanceof NotBegunException && !repeated && !isOver();
  }

  private void runAgain() {
    repeated = true;
    run = null;
    queue(left());
  }

  private void expire() {
    fail(tooLate());
    giveUp();
  }

  private GatewayException tooLate() {
    return CallAnswer.tooLate(invocation, timing());
  }

  private void fail(Throwable failure) {
    answer.fail(failure);
  }

  private boolean isOver() {
    return answer.future().isComplete();
  }

  private Duration left() {
    return invocation.timeout().minusNanos(waited());
  }

  private long waited() {
    return kit.clock().getAsLong() - started;
  }
}
