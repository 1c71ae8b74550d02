package dev.cellroute.kernel;

import dev.cellroute.kernel.Handover.Patience;
import dev.cellroute.kernel.KernelControl.Signal;
import dev.cellroute.protocol.Channel;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * Ends a kernel, politely first: {@code shutdown_request}, a grace, SIGTERM, a grace, SIGKILL. Each
 * step is taken only when the one before was not enough, and the last one always is.
 */
final class StopLadder {
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

  private final Talk talk;
  private final KernelControl control;

  StopLadder(Talk talk, KernelControl control) {
    this.talk = talk;
    this.control = control;
  }

  /** Called on the talk's context; ends there when the process has ended. */
  Future<Void> descend(Duration grace) {
    return shutDown(grace)
        .compose(ended -> next(ended, Signal.TERMINATE, grace))
        .compose(ended -> next(ended, Signal.KILL, KILL_PATIENCE))
        .mapEmpty();
  }

  private Future<Patience> shutDown(Duration grace) {
    JsonObject content = new JsonObject().put("restart", false);
    talk.begin(
        Channel.CONTROL,
        talk.request("shutdown_request", content),
        new Question(Question.Answer.REPLY));
    return exitWithin(grace);
  }

  private Future<Patience> next(Patience ended, Signal signal, Duration grace) {
    if (ended == Patience.REWARDED) {
      return Future.succeededFuture(ended);
    }
    return control.signal(signal).compose(ignored -> exitWithin(grace));
  }

  private Future<Patience> exitWithin(Duration grace) {
    return Handover.await(talk.context(), control.exit(), grace);
  }
}
