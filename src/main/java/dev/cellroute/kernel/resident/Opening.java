package dev.cellroute.kernel.resident;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.LaneProgram;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.resident.Invitation.Arrival;
import dev.cellroute.output.Ansi;
import dev.cellroute.output.Output;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens one kernel's lane: tells the kernel where to come, waits until the telling has ended and
 * the kernel has come, within a deadline. When it fails nothing of it is left in the gateway. Used
 * once, on the event loop.
 */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private final Loop loop;
  private final Reception reception;
  private final LaneOptions options;
  private final Kernel kernel;
  private final List<LaneProgram> programs;
  private final Promise<Arrival> answer = Promise.promise();

  Opening(
      Loop loop,
      Reception reception,
      LaneOptions options,
      Kernel kernel,
      List<LaneProgram> programs) {
    this.loop = loop;
    this.reception = reception;
    this.options = options;
    this.kernel = kernel;
    this.programs = List.copyOf(programs);
  }

  Future<Kernel> run(LaneScript script, JsonObject address, Callable<CancelFile> cancelFile) {
    return loop.blocking(cancelFile)
        .compose(file -> run(script, address, file))
        .recover(failure -> Future.failedFuture(named(failure)));
  }

  private Future<Kernel> run(LaneScript script, JsonObject address, CancelFile file) {
    Invitation invitation = reception.invite();
    Offer offer = new Offer(address, invitation.secret(), file.path(), options, programs);
    Exchange exchange = kernel.execute(ExecuteRequest.of(offer.code(script)).silently());
    awaitBoth(exchange, invitation);
    return answer
        .future()
        .onFailure(ignored -> giveUp(exchange, invitation, file))
        .map(arrival -> opened(arrival, file));
  }

  private void awaitBoth(Exchange exchange, Invitation invitation) {
    Future<Outcome> ran = loop.here(exchange.outcome()).compose(Opening::check);
    ran.onFailure(answer::tryFail);
    invitation
        .arrival()
        .compose(this::check)
        .compose(arrival -> ran.map(arrival))
        .onComplete(end -> {
          if (end.succeeded()) {
            answer.tryComplete(end.result());
          } else {
            answer.tryFail(end.cause());
          }
        });
    loop.here(kernel.exit())
        .onSuccess(exit -> answer.tryFail(failure("the kernel " + exit.description())));
    loop.after(options.patience(), answer.future(), () -> answer.tryFail(tooLate()));
  }

  private static Future<Outcome> check(Outcome outcome) {
    return outcome
        .failure()
        .map(raised -> Future.<Outcome>failedFuture(failure(text(raised))))
        .orElseGet(() -> Future.succeededFuture(outcome));
  }

  private Future<Arrival> check(Arrival arrival) {
    int said = arrival.hello().refusals().size();
    return said == programs.size()
        ? Future.succeededFuture(arrival)
        : Future.failedFuture(failure(
            "the kernel spoke of %d programs (expected: %d)".formatted(said, programs.size())));
  }

  private Kernel opened(Arrival arrival, CancelFile file) {
    long maxFrame = options.maxFrame().bytes();
    LaneTerms terms = LaneTerms.of(programs, arrival.hello(), maxFrame);
    LaneConnection connection = LaneConnection.begin(loop, arrival.wire(), kernel, terms, file);
    return new ResidentKernel(kernel, terms, connection);
  }

  private void giveUp(Exchange exchange, Invitation invitation, CancelFile file) {
    exchange.cancel();
    reception.withdraw(invitation);
    invitation.arrival().onSuccess(arrival -> arrival.wire().hangUp());
    loop.blocking(file::delete)
        .onFailure(failure -> LOG.warn("file left behind path={}", file.path(), failure));
  }

  private GatewayException tooLate() {
    return failure("the kernel did not come within " + options.patience().toMillis() + " ms");
  }

  private static GatewayException named(Throwable failure) {
    return failure("the resident lane did not open: "
        + (failure instanceof GatewayException known ? known.detail() : failure.toString()));
  }

  private static String text(Output.Failure raised) {
    return Ansi.strip(
        raised.value().isEmpty() ? raised.name() : raised.name() + ": " + raised.value());
  }

  private static GatewayException failure(String message) {
    return new GatewayException(ErrorCode.KERNEL_START_FAILED, message);
  }
}
