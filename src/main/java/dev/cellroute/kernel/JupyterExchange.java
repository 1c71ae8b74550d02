package dev.cellroute.kernel;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Handover.Patience;
import dev.cellroute.protocol.Channel;
import dev.cellroute.protocol.Content;
import dev.cellroute.protocol.Message;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * One {@code execute_request} and all that comes of it. Its state lives on the kernel's context;
 * {@link #outcome}, {@link #quiet} and {@link #cancel} may be called from any thread.
 * {@code outcome} is what the caller is told, at once when the run is given up; {@code quiet} is
 * when the kernel is free again.
 */
final class JupyterExchange implements Exchange, Conversation {
  /** A reply that does not follow its idle within this many settle periods is lost. */
  private static final int MAX_REPLY_WAITS = 2;

  private static final Duration REPEAT = Duration.ofMillis(250);
  private static final int MAX_INTERRUPTS = 4;

  private final Talk talk;
  private final Interrupter interrupter;
  private final Completeness completeness;
  private final Duration settle;
  private final Message request;
  private final long maxOutput;
  private final ExecuteProgress progress;
  private final Promise<Outcome> outcome = Promise.promise();
  private final Promise<Void> quiet = Promise.promise();
  private Future<Void> interrupted = Future.succeededFuture();
  private boolean watching;
  private boolean finished;

  JupyterExchange(
      Talk talk,
      Interrupter interrupter,
      Completeness completeness,
      Duration settle,
      ExecuteRequest request) {
    this.talk = talk;
    this.interrupter = interrupter;
    this.completeness = completeness;
    this.settle = settle;
    this.request = talk.request("execute_request", content(request));
    maxOutput = request.maxOutput();
    progress = new ExecuteProgress(maxOutput);
  }

  /** Sends the request; called once, on the context. */
  void begin() {
    completeness.restart();
    talk.begin(Channel.SHELL, request, this);
  }

  @Override
  public Future<Outcome> outcome() {
    return Handover.toCaller(talk.context(), outcome.future());
  }

  @Override
  public Future<Void> quiet() {
    return Handover.toCaller(talk.context(), quiet.future());
  }

  @Override
  public void cancel() {
    talk.context().runOnContext(ignored -> giveUp(ErrorCode.CANCELLED, "the call was cancelled"));
  }

  @Override
  public void hear(Received received) {
    progress.hear(received.content());
    if (received.content() instanceof Content.InputWanted) {
      talk.refuseInput(received.message());
    }
    afterwards();
  }

  @Override
  public void overflow() {
    progress.overflow();
    afterwards();
  }

  @Override
  public void end(GatewayException why) {
    outcome.tryFail(why);
    finish();
  }

  private void afterwards() {
    if (progress.isOverLimit()) {
      giveUp(ErrorCode.OUTPUT_LIMIT, OutputLimit.exceeded(maxOutput));
    }
    switch (progress.stage()) {
      case RUNNING -> {}
      case REPLIED -> watch();
      case IDLE -> idle();
      case DONE -> done();
    }
  }

  /**
   * An interrupt may hit ipykernel while it writes its reply, which then never comes; so the reply
   * of a run that was given up is not waited for, as long as the kernel answers the next question.
   */
  private void idle() {
    if (outcome.future().isComplete()) {
      talk.roundTrip(settle).onSuccess(this::finishIf);
    }
    watch();
  }

  private void finishIf(Patience answered) {
    if (answered == Patience.REWARDED) {
      finish();
    }
  }

  /** Tells the caller at once; the kernel is interrupted and drained until it is quiet. */
  private void giveUp(ErrorCode code, String message) {
    if (outcome.future().isComplete()) {
      return;
    }
    interrupt(MAX_INTERRUPTS);
    outcome.tryFail(new GatewayException(code, message));
  }

  /**
   * Repeated while the kernel has not begun the run, because until then ipykernel ignores SIGINT;
   * never after that, lest it hits the kernel's own code.
   */
  private void interrupt(int times) {
    boolean tooEarly = progress.heard() == 0;
    interrupted = interrupter.interrupt();
    if (tooEarly && times > 1) {
      talk.context().owner().setTimer(REPEAT.toMillis(), ignored -> interruptAgain(times - 1));
    }
  }

  private void interruptAgain(int times) {
    if (!finished) {
      interrupt(times);
    }
  }

  private void done() {
    if (finished || outcome.future().isComplete() || completeness.isWhole()) {
      succeed();
      return;
    }
    settle();
  }

  private void settle() {
    talk.roundTrip(settle).onSuccess(this::judge);
  }

  /**
   * After a round trip all that was on its way has arrived, and what is missing is lost. Until
   * there is one, a large message may still be arriving; the call's deadline ends that.
   */
  private void judge(Patience answered) {
    if (finished || completeness.isWhole()) {
      succeed();
      return;
    }
    if (answered == Patience.LOST) {
      settle();
      return;
    }
    incomplete(completeness.missing() + " messages of the kernel were lost");
  }

  private void succeed() {
    if (!outcome.future().isComplete()) {
      outcome.tryComplete(progress.outcome());
    }
    finish();
  }

  private void incomplete(String message) {
    outcome.tryFail(new GatewayException(ErrorCode.OUTPUT_INCOMPLETE, message));
    finish();
  }

  private void finish() {
    finished = true;
    talk.forget(request);
    interrupted.onComplete(ignored -> quiet.tryComplete());
  }

  /** One of reply and idle was heard: the other follows, or it is lost. */
  private void watch() {
    if (!watching) {
      watching = true;
      watch(progress.heard(), MAX_REPLY_WAITS);
    }
  }

  private void watch(int heard, int waits) {
    talk.context().owner().setTimer(settle.toMillis(), ignored -> lookAgain(heard, waits));
  }

  private void lookAgain(int heard, int waits) {
    if (finished || progress.stage() == ExecuteProgress.Stage.DONE) {
      return;
    }
    if (progress.heard() != heard) {
      watch(progress.heard(), waits);
      return;
    }
    talk.roundTrip(settle).onSuccess(answered -> afterRoundTrip(answered, heard, waits));
  }

  private void afterRoundTrip(Patience answered, int heard, int waits) {
    if (finished || progress.stage() == ExecuteProgress.Stage.DONE) {
      return;
    }
    if (progress.heard() != heard || answered == Patience.LOST) {
      watch(progress.heard(), waits);
      return;
    }
    if (progress.stage() == ExecuteProgress.Stage.IDLE && waits > 0) {
      watch(heard, waits - 1);
      return;
    }
    incomplete(
        progress.stage() == ExecuteProgress.Stage.IDLE
            ? "the kernel's reply was lost"
            : "the end of the kernel's output was lost");
  }

  /**
   * The four switches are the same for every run: no history, no questions, nothing queued behind
   * to abort.
   */
  private static JsonObject content(ExecuteRequest request) {
    JsonObject expressions = new JsonObject();
    request.expressions().forEach(expressions::put);
    return new JsonObject()
        .put("code", request.code())
        .put("silent", request.visibility() == ExecuteRequest.Visibility.SILENT)
        .put("store_history", false)
        .put("user_expressions", expressions)
        .put("allow_stdin", false)
        .put("stop_on_error", false);
  }
}
