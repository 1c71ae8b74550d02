package dev.cellroute.invocation;

import static java.util.Objects.requireNonNull;

import dev.cellroute.endpoint.EndpointOptions.OnError;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.NotBegunException;
import dev.cellroute.pool.Lease;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run for several callers. It goes on while one of them still waits for it, and is interrupted
 * when the last is late or gone. A failure that may be one caller's fault gives all who still wait
 * back to {@code split}, to be run alone, and so does a kernel that was lost before it began. One
 * that died is nobody's fault, but a cell that may have done its work then is not run again.
 */
final class BatchRun {
  private static final Set<ErrorCode> ONE_CALLERS_FAULT =
      Set.of(ErrorCode.CELL_ERROR, ErrorCode.RESPONSE_INVALID, ErrorCode.OUTPUT_LIMIT);

  private final CellKit kit;
  private final List<BatchCall> calls;
  private final OnError onError;
  private final Consumer<List<BatchCall>> split;
  private @Nullable CellRun<List<Future<Response>>> run;

  BatchRun(CellKit kit, List<BatchCall> calls, OnError onError, Consumer<List<BatchCall>> split) {
    this.kit = kit;
    this.calls = List.copyOf(calls);
    this.onError = onError;
    this.split = split;
  }

  void start(Programs programs, Lease lease) {
    List<BatchTask.Member> members = calls.stream().map(call -> call.join(this)).toList();
    BatchTask task = new BatchTask(kit.assembler(), members);
    CellRun<List<Future<Response>>> run = new CellRun<>(kit, lease.kernel(), programs, task, 0);
    this.run = run;
    LeaseEnd end = new LeaseEnd(kit, lease, run);
    run.start().onComplete(result -> ended(result, end));
  }

  /** One of the callers is late or gone. */
  void left() {
    if (calls.stream().allMatch(BatchCall::isOver)) {
      requireNonNull(run, "run").cancel();
    }
  }

  Response.Timing timing(long queueNanos) {
    Response.Timing own = run == null ? Response.Timing.NONE : run.timing();
    return new Response.Timing(queueNanos, own.cellNanos(), calls.size(), own.lane());
  }

  /** The kernel goes back first: it is more useful than we are. */
  private void ended(AsyncResult<List<Future<Response>>> result, LeaseEnd end) {
    if (result.failed() && isSplit(result.cause())) {
      giveBack(result.cause());
      end.after(result);
      return;
    }
    end.after(result);
    for (int i = 0; i < calls.size(); i++) {
      calls.get(i).answer(result.failed() ? failed(result) : result.result().get(i));
    }
  }

  private void giveBack(Throwable failure) {
    List<BatchCall> waiting = calls.stream().filter(call -> !call.isOver()).toList();
    CallLog.split(kit.options().notebook(), waiting.size(), failure);
    waiting.forEach(BatchCall::waitAgain);
    split.accept(waiting);
  }

  private boolean isSplit(Throwable failure) {
    return failure instanceof NotBegunException
        || (onError == OnError.SPLIT
            && calls.size() > 1
            && !requireNonNull(run, "run").isKernelLeaving()
            && failure instanceof GatewayException known
            && ONE_CALLERS_FAULT.contains(known.code()));
  }

  private static Future<Response> failed(AsyncResult<?> result) {
    return Future.failedFuture(result.cause());
  }
}
