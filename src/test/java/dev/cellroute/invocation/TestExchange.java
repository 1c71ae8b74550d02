package dev.cellroute.invocation;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.NotBegunException;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.Outcome.Afterwards;
import dev.cellroute.output.Output;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An exchange that goes on after an interrupt until the test says that the kernel is quiet. */
final class TestExchange implements Exchange {
  private final ExecuteRequest request;
  private final Promise<Outcome> outcome = Promise.promise();
  private final Promise<Void> quiet = Promise.promise();
  private Future<Void> turn = Future.succeededFuture();
  private int cancels;
  private boolean deaf;

  TestExchange(ExecuteRequest request) {
    this.request = request;
  }

  ExecuteRequest request() {
    return request;
  }

  int cancels() {
    return cancels;
  }

  /** As if the outcome were already on its way when the interrupt came. */
  void ignoreCancel() {
    deaf = true;
  }

  /** As if it had been sent behind others; {@code turn} ends with them. */
  void waitFor(Future<Void> turn) {
    this.turn = turn;
  }

  TestExchange print(String text) {
    return end(Afterwards.STAYS, new Output.Text(Output.Stream.STDOUT, text));
  }

  TestExchange end(Afterwards afterwards, Output... outputs) {
    outcome.tryComplete(new Outcome(List.of(outputs), Map.of(), afterwards));
    return becomeQuiet();
  }

  /** Ends, with what the program after it printed. */
  TestExchange endWith(String printed, String next) {
    Outcome after = new Outcome(texts(next), Map.of(), Afterwards.STAYS);
    outcome.tryComplete(
        new Outcome(texts(printed), Map.of(), Afterwards.STAYS, Optional.of(after)));
    return becomeQuiet();
  }

  private static List<Output> texts(String text) {
    return List.of(new Output.Text(Output.Stream.STDOUT, text));
  }

  /** The kernel was lost before it began. */
  TestExchange neverBegin() {
    outcome.tryFail(new NotBegunException("it was not begun"));
    return becomeQuiet();
  }

  TestExchange fail(ErrorCode code) {
    outcome.tryFail(new GatewayException(code, "it was " + code.code()));
    return this;
  }

  TestExchange becomeQuiet() {
    quiet.tryComplete();
    return this;
  }

  @Override
  public Future<Outcome> outcome() {
    return outcome.future();
  }

  @Override
  public Future<Void> quiet() {
    return quiet.future();
  }

  @Override
  public Future<Void> turn() {
    return turn;
  }

  @Override
  public void cancel() {
    cancels++;
    if (!deaf) {
      fail(ErrorCode.CANCELLED);
    }
  }
}
