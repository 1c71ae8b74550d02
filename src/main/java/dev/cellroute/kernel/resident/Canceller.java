package dev.cellroute.kernel.resident;

import dev.cellroute.kernel.Kernel;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Interrupts the calls of one kernel that were given up. The kernel's handler acts only on the call
 * whose number is in the cancel file, so one call is interrupted at a time: its number is written,
 * then the signal sent. That is repeated, because a signal that comes before user code runs, or
 * that the cell catches, has no effect. Before it is, the kernel has said whether it was busy with
 * another call. There is a timer only while there is something to stop. Used on the event loop.
 */
final class Canceller {
  private static final Duration REPEAT = Duration.ofMillis(250);
  static final int MAX_INTERRUPTS = 4;

  private final Loop loop;
  private final Kernel kernel;
  private final CancelFile file;
  private final LaneCalls calls;
  private boolean working;

  Canceller(Loop loop, Kernel kernel, CancelFile file, LaneCalls calls) {
    this.loop = loop;
    this.kernel = kernel;
    this.file = file;
    this.calls = calls;
  }

  /** Called whenever there may be a call to interrupt. */
  void look() {
    if (working) {
      return;
    }
    LaneExchange exchange = calls.nextToInterrupt();
    if (exchange != null) {
      working = true;
      exchange.interruptedBy(interrupt(exchange));
      loop.vertx().setTimer(REPEAT.toMillis(), ignored -> lookAgain(exchange));
    }
  }

  private void lookAgain(LaneExchange exchange) {
    loop.blocking(file::holder).otherwise(CancelFile.NONE).onSuccess(holder -> {
      working = false;
      calls.interrupted(exchange, holder);
      look();
    });
  }

  /** Never fails: what cannot be interrupted is replaced after the grace. */
  private Future<Void> interrupt(LaneExchange exchange) {
    return loop.blocking(() -> file.name(exchange.number()))
        .compose(ignored -> exchange.isOver() ? Future.succeededFuture() : signal())
        .otherwiseEmpty();
  }

  private Future<Void> signal() {
    return loop.here(kernel.interrupt());
  }
}
