package dev.cellroute.invocation;

import dev.cellroute.fault.Durations;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Vitals;
import dev.cellroute.pool.Departure;
import dev.cellroute.pool.Lease;
import io.vertx.core.AsyncResult;
import org.jspecify.annotations.Nullable;

/**
 * Ends a lease exactly once, when its run has ended: released when the kernel can take the next
 * call, spoiled when it cannot. A kernel that was interrupted gets a grace to become quiet, from
 * the turn of the call that was given up: it is not to blame for the calls before it.
 */
final class LeaseEnd {
  private final CellKit kit;
  private final Lease lease;
  private final CellRun<?> run;

  LeaseEnd(CellKit kit, Lease lease, CellRun<?> run) {
    this.kit = kit;
    this.lease = lease;
    this.run = run;
  }

  void after(AsyncResult<?> result) {
    if (run.isKernelLeaving()) {
      lease.spoil(Departure.LEFT, "the cell ended its kernel");
    } else if (result.succeeded()) {
      lease.release();
    } else if (isLost(result.cause())) {
      lease.spoil(Departure.DIED, String.valueOf(result.cause().getMessage()));
    } else {
      whenQuiet();
    }
  }

  private static boolean isLost(@Nullable Throwable failure) {
    return failure instanceof GatewayException known
        && (known.code() == ErrorCode.KERNEL_DIED || known.code() == ErrorCode.OUTPUT_INCOMPLETE);
  }

  private void whenQuiet() {
    if (run.quiet().isComplete()) {
      releaseQuiet();
      return;
    }
    run.turn().onComplete(come -> giveGrace());
  }

  private void giveGrace() {
    long grace = Math.max(1, kit.options().interruptGrace().toMillis());
    long timer = kit.vertx().setTimer(grace, id -> spoilBusy());
    run.quiet().onComplete(done -> {
      if (kit.vertx().cancelTimer(timer)) {
        releaseQuiet();
      }
    });
  }

  private void releaseQuiet() {
    if (lease.kernel().exit().isComplete()) {
      lease.spoil(Departure.DIED, "the kernel ended while it was interrupted");
    } else {
      lease.release();
    }
  }

  private void spoilBusy() {
    lease
        .kernel()
        .vitals()
        .onComplete(vitals -> lease.spoil(
            Departure.UNRESPONSIVE,
            "still busy "
                + Durations.text(kit.options().interruptGrace())
                + " after an interrupt"
                + (isStopped(vitals.result()) ? "; the kernel is stopped (SIGSTOP)" : "")));
  }

  private static boolean isStopped(@Nullable Vitals vitals) {
    return vitals != null && vitals.activity() == Vitals.Activity.STOPPED;
  }
}
