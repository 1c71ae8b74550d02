package dev.cellroute.invocation;

import dev.cellroute.endpoint.Program;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.Outcome.Afterwards;
import dev.cellroute.output.Output;
import dev.cellroute.output.OutputFold;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call on one kernel: the endpoint's cells, then its ResponseInfo cells, each as one exchange.
 * It knows nothing of leases and deadlines; whoever started it may {@link #cancel} it and asks
 * {@link #quiet} before using the kernel again.
 */
final class CellRun {
  private final CellKit kit;
  private final Kernel kernel;
  private final Programs programs;
  private final Invocation invocation;
  private final long queueNanos;
  private final long started;
  private @Nullable Exchange exchange;
  private boolean cancelled;
  private boolean leaving;

  CellRun(CellKit kit, Kernel kernel, Programs programs, Invocation invocation, long queueNanos) {
    this.kit = kit;
    this.kernel = kernel;
    this.programs = programs;
    this.invocation = invocation;
    this.queueNanos = queueNanos;
    started = kit.clock().getAsLong();
  }

  /** Runs the cells. What our own code throws on the way fails the future like everything else. */
  Future<Response> start() {
    return kit.work(RequestDocument.size(invocation), this::cellRequest)
        .compose(this::execute)
        .map(this::answer)
        .compose(answer -> info().compose(info -> response(answer, info)));
  }

  void cancel() {
    cancelled = true;
    if (exchange != null) {
      exchange.cancel();
    }
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
    return new Response.Timing(queueNanos, kit.clock().getAsLong() - started);
  }

  private ExecuteRequest cellRequest() {
    return kit.dialect().call(programs.cell().source(), RequestDocument.of(invocation));
  }

  private Future<Outcome> execute(ExecuteRequest request) {
    if (cancelled) {
      return failure(ErrorCode.CANCELLED, "cancelled before the cell was sent");
    }
    exchange = kernel.execute(request.limitedTo(kit.options().maxOutput().bytes()));
    return exchange.outcome().onSuccess(this::note);
  }

  private void note(Outcome outcome) {
    leaving |= outcome.afterwards() == Afterwards.LEAVES;
  }

  private Dialect.Answer answer(Outcome outcome) {
    Dialect.Answer answer = kit.dialect().answer(outcome);
    throwFailure(answer.outputs(), programs.cell());
    return answer;
  }

  private Future<Optional<String>> info() {
    if (programs.info().isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    if (leaving) {
      return failure(
          ErrorCode.KERNEL_DIED, "the cell ended its kernel before ResponseInfo could run");
    }
    return execute(ExecuteRequest.of(programs.info().source())).map(this::printed);
  }

  private Optional<String> printed(Outcome outcome) {
    throwFailure(outcome.outputs(), programs.info());
    return Optional.of(OutputFold.fold(outcome.outputs()).stdout());
  }

  private Future<Response> response(Dialect.Answer answer, Optional<String> info) {
    Response.Timing timing = timing();
    return kit.work(
        OutputFold.size(answer.outputs()),
        () -> kit.assembler().assemble(answer, info, invocation.accept(), timing));
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
