package dev.cellroute.invocation;

import dev.cellroute.endpoint.Program;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.Lane;
import dev.cellroute.kernel.LaneCall;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.Outcome.Afterwards;
import dev.cellroute.output.Output;
import dev.cellroute.output.OutputFold;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One task on one kernel, a call or a batch of them: the endpoint's cells, then its ResponseInfo
 * cells. On the kernel's lane, where it takes the endpoint's program, both are one exchange; else
 * each is one. It knows nothing of leases and deadlines; whoever started it may {@link #cancel} it
 * and asks {@link #quiet} before using the kernel again.
 */
final class CellRun<T> {
  private final CellKit kit;
  private final Kernel kernel;
  private final Programs programs;
  private final Task<T> task;
  private final long queueNanos;
  private final long started;
  private @Nullable Exchange exchange;
  private boolean cancelled;
  private boolean leaving;
  // Set where the request is made, maybe on a worker, before it is sent.
  private CallLane way = CallLane.JUPYTER;

  CellRun(CellKit kit, Kernel kernel, Programs programs, Task<T> task, long queueNanos) {
    this.kit = kit;
    this.kernel = kernel;
    this.programs = programs;
    this.task = task;
    this.queueNanos = queueNanos;
    started = kit.clock().getAsLong();
  }

  /** Runs the cells. What our own code throws on the way fails the future like everything else. */
  Future<T> start() {
    return kit.work(task.size(), this::cellRequest).compose(this::execute).compose(this::finish);
  }

  void cancel() {
    cancelled = true;
    if (exchange != null) {
      exchange.cancel();
    }
  }

  /** Completes when the kernel can be expected to become quiet; see {@link Exchange#turn}. */
  Future<Void> turn() {
    return exchange == null ? Future.succeededFuture() : exchange.turn();
  }

  /** Completes when the kernel has finished what this run gave it. */
  Future<Void> quiet() {
    return exchange == null ? Future.succeededFuture() : exchange.quiet();
  }

  /** Whether the kernel has announced its own end. */
  boolean isKernelLeaving() {
    return leaving;
  }

  Response.Timing timing() {
    return new Response.Timing(queueNanos, kit.clock().getAsLong() - started, 0, way);
  }

  /** On the lane the bare document is enough; it is made here, because it may be large. */
  private Supplier<Exchange> cellRequest() {
    String document = task.document();
    Lane lane = kernel.lane().orElse(null);
    if (lane == null || !lane.takes(programs.number())) {
      return standard(kit.dialect().call(programs.cell().source(), document));
    }
    way = CallLane.RESIDENT;
    LaneCall call = new LaneCall(programs.number(), document, maxOutput());
    return () -> lane.call(call);
  }

  private Supplier<Exchange> standard(ExecuteRequest request) {
    ExecuteRequest limited = request.limitedTo(maxOutput());
    return () -> kernel.execute(limited);
  }

  private long maxOutput() {
    return kit.options().maxOutput().bytes();
  }

  private Future<Outcome> execute(Supplier<Exchange> request) {
    if (cancelled) {
      return failure(ErrorCode.CANCELLED, "cancelled before the cell was sent");
    }
    exchange = request.get();
    return exchange.outcome().onSuccess(this::note);
  }

  private void note(Outcome outcome) {
    leaving |= outcome.afterwards() == Afterwards.LEAVES;
  }

  private Future<T> finish(Outcome outcome) {
    Dialect.Answer answer = answer(outcome);
    return info(outcome).compose(info -> response(answer, info));
  }

  private Dialect.Answer answer(Outcome outcome) {
    Dialect.Answer answer = kit.dialect().answer(outcome);
    throwFailure(answer.outputs(), programs.cell());
    return answer;
  }

  /** A lane has run the ResponseInfo cells in the same call. */
  private Future<Optional<String>> info(Outcome outcome) {
    if (programs.info().isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    if (outcome.next().isPresent()) {
      return Future.succeededFuture(printed(outcome.next().get()));
    }
    if (leaving) {
      return failure(
          ErrorCode.KERNEL_DIED, "the cell ended its kernel before ResponseInfo could run");
    }
    return execute(standard(ExecuteRequest.of(programs.info().source()))).map(this::printed);
  }

  private Optional<String> printed(Outcome outcome) {
    throwFailure(outcome.outputs(), programs.info());
    return Optional.of(OutputFold.fold(outcome.outputs()).stdout());
  }

  private Future<T> response(Dialect.Answer answer, Optional<String> info) {
    Response.Timing timing = timing();
    return kit.work(OutputFold.size(answer.outputs()), () -> task.answer(answer, info, timing));
  }

  private void throwFailure(List<Output> outputs, Program program) {
    Output.firstFailure(outputs).ifPresent(failure -> {
      int line = kit.dialect().line(failure).orElse(0);
      throw CellFailures.of(failure, program.locate(kit.options().notebook(), line));
    });
  }

  private static <T> Future<T> failure(ErrorCode code, String message) {
    return Future.failedFuture(new GatewayException(code, message));
  }
}
