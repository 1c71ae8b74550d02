package dev.cellroute.deployment;

import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.fault.Durations;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.Location;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.Outcome.Afterwards;
import dev.cellroute.notebook.Cell;
import dev.cellroute.output.Ansi;
import dev.cellroute.output.Output;
import dev.cellroute.pool.Seed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/**
 * Runs a notebook's setup in a fresh kernel: the language's prelude, then each setup cell as one
 * execution, in notebook order, and opens the kernel's lane behind it. The first cell that raises,
 * leaves, dies or takes too long ends it with a {@link SeedFailedException}.
 */
final class SetupCells implements Seed {

  /** The limit of a call is another one. */
  private static final String TOO_MUCH = "wrote more than "
      + ExecuteRequest.DEFAULT_MAX_OUTPUT
      + " bytes (the limit of a setup cell, which no key changes)";

  private final Vertx vertx;
  private final NotebookApi api;
  private final LanguageSupport support;
  private final Duration timeout;
  private final LaneOpening lane;
  private final SetupLog log;

  SetupCells(
      Vertx vertx, NotebookApi api, LanguageSupport support, Duration timeout, LaneOpening lane) {
    this.vertx = vertx;
    this.api = api;
    this.support = support;
    this.timeout = timeout;
    this.lane = lane;
    this.log = new SetupLog(api.notebook().name());
  }

  @Override
  public Future<Kernel> plant(Kernel kernel) {
    Future<Void> setup = prelude(kernel);
    for (Cell cell : api.seedCells()) {
      setup = setup.compose(ignored -> run(kernel, cell));
    }
    return setup.compose(ignored -> lane.open(kernel));
  }

  private Future<Void> prelude(Kernel kernel) {
    if (support.prelude().isEmpty()) {
      return Future.succeededFuture();
    }
    Exchange exchange = kernel.execute(ExecuteRequest.of(support.prelude()).silently());
    return within(exchange, whole())
        .compose(outcome -> outcome
            .failure()
            .map(failure -> SetupCells.<Void>raised(whole(), "the prelude failed: ", failure))
            .orElseGet(Future::succeededFuture));
  }

  private Future<Void> run(Kernel kernel, Cell cell) {
    Exchange exchange = kernel.execute(ExecuteRequest.of(cell.source()));
    return within(exchange, place(cell, 0)).compose(outcome -> check(kernel, cell, outcome));
  }

  private Future<Void> check(Kernel kernel, Cell cell, Outcome outcome) {
    log.shown(kernel.id(), cell.number(), outcome.outputs());
    if (outcome.failure().isPresent()) {
      Output.Failure failure = outcome.failure().get();
      return raised(place(cell, support.line(failure).orElse(0)), "", failure);
    }
    return outcome.afterwards() == Afterwards.LEAVES
        ? failed(place(cell, 0), "the cell ends its own kernel")
        : Future.succeededFuture();
  }

  /** The outcome, or at the deadline a failure; the cell is interrupted then. */
  private Future<Outcome> within(Exchange exchange, Location place) {
    long timer = vertx.setTimer(Math.max(1, timeout.toMillis()), ignored -> exchange.cancel());
    return exchange
        .outcome()
        .onComplete(ignored -> vertx.cancelTimer(timer))
        .recover(failure -> Future.failedFuture(ended(place, failure)));
  }

  private SeedFailedException ended(Location place, Throwable failure) {
    return isOf(failure, ErrorCode.KERNEL_DIED)
        ? SeedFailedException.died(place, why(failure))
        : new SeedFailedException(place, why(failure), List.of());
  }

  private String why(Throwable failure) {
    if (isOf(failure, ErrorCode.CANCELLED)) {
      return "still running after " + Durations.text(timeout) + " (kernel.seed-timeout)";
    }
    return isOf(failure, ErrorCode.OUTPUT_LIMIT) ? TOO_MUCH : String.valueOf(failure.getMessage());
  }

  private static boolean isOf(Throwable failure, ErrorCode code) {
    return failure instanceof GatewayException known && known.code() == code;
  }

  private static <T> Future<T> raised(Location place, String before, Output.Failure failure) {
    String name = failure.name().isEmpty() ? "the cell failed" : failure.name();
    String value = failure.value().stripTrailing();
    String error = value.isEmpty() ? name : name + ": " + value;
    List<String> traceback =
        failure.traceback().stream().map(Ansi::strip).flatMap(String::lines).toList();
    return Future.failedFuture(
        new SeedFailedException(place, before + Ansi.strip(error), traceback));
  }

  private static <T> Future<T> failed(Location place, String what) {
    return Future.failedFuture(new SeedFailedException(place, what, List.of()));
  }

  private Location place(Cell cell, int line) {
    return Location.cell(api.notebook().name(), cell.number(), line, 0);
  }

  private Location whole() {
    return Location.file(api.notebook().name());
  }
}
