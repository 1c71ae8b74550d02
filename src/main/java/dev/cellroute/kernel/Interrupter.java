package dev.cellroute.kernel;

import dev.cellroute.kernel.Handover.Patience;
import dev.cellroute.kernel.KernelControl.Signal;
import dev.cellroute.kernelspec.KernelSpec.InterruptMode;
import dev.cellroute.protocol.Channel;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * Stops a running cell the way the kernelspec says; a kernel that does not answer the message gets
 * the signal.
 */
final class Interrupter {
  private final InterruptMode mode;
  private final Talk talk;
  private final KernelControl control;
  private final Duration patience;

  Interrupter(InterruptMode mode, Talk talk, KernelControl control, Duration patience) {
    this.mode = mode;
    this.talk = talk;
    this.control = control;
    this.patience = patience;
  }

  /** Called on the talk's context; ends there, never fails. */
  Future<Void> interrupt() {
    return switch (mode) {
      case SIGNAL -> signal();
      case MESSAGE ->
        talk.ask(Channel.CONTROL, "interrupt_request", new JsonObject(), patience)
            .compose(this::afterMessage);
    };
  }

  private Future<Void> afterMessage(Patience patience) {
    return patience == Patience.REWARDED ? Future.succeededFuture() : signal();
  }

  private Future<Void> signal() {
    return Handover.to(talk.context(), control.signal(Signal.INTERRUPT));
  }
}
