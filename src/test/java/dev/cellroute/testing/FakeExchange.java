package dev.cellroute.testing;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.Outcome.Afterwards;
import dev.cellroute.output.Output;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;

/** An execution that does what the test says, when it says so. */
public final class FakeExchange implements Exchange {

  private final ExecuteRequest request;
  private final Promise<Outcome> outcome = Promise.promise();
  private final Promise<Void> quiet = Promise.promise();

  FakeExchange(ExecuteRequest request) {
    this.request = request;
  }

  public String code() {
    return request.code();
  }

  public void finish(Output... outputs) {
    end(new Outcome(List.of(outputs), Map.of(), Afterwards.STAYS));
  }

  /** Ends well, and announces that the kernel will end now. */
  public void finishAndLeave() {
    end(new Outcome(List.of(), Map.of(), Afterwards.LEAVES));
  }

  public void fail(ErrorCode code, String message) {
    outcome.tryFail(new GatewayException(code, message));
    quiet.tryComplete();
  }

  @Override
  public Future<Outcome> outcome() {
    return outcome.future();
  }

  @Override
  public Future<Void> quiet() {
    return quiet.future();
  }

  /** A fake cell stops at once when it is interrupted. */
  @Override
  public void cancel() {
    fail(ErrorCode.CANCELLED, "the call was cancelled");
  }

  public boolean isCancelled() {
    return outcome.future().failed()
        && outcome.future().cause() instanceof GatewayException failure
        && failure.code() == ErrorCode.CANCELLED;
  }

  private void end(Outcome how) {
    outcome.tryComplete(how);
    quiet.tryComplete();
  }
}
