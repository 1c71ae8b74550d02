package dev.cellroute.kernel;

import dev.cellroute.fault.GatewayException;
import dev.cellroute.protocol.Channel;
import dev.cellroute.protocol.Content;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * A request of which we want to know that it was answered: by its reply, or by its reply and its
 * idle.
 */
final class Question implements Conversation {
  /** What counts as an answer. */
  enum Answer {
    REPLY,
    REPLY_AND_IDLE
  }

  private final Promise<Void> answered = Promise.promise();
  private boolean replied;
  private boolean idle;

  Question(Answer wanted) {
    idle = wanted == Answer.REPLY;
  }

  Future<Void> answered() {
    return answered.future();
  }

  @Override
  public void hear(Received received) {
    replied |= received.channel() != Channel.IOPUB;
    idle |= received.content() == Content.Status.IDLE;
    if (replied && idle) {
      answered.tryComplete();
    }
  }

  @Override
  public void end(GatewayException why) {
    answered.tryFail(why);
  }
}
