package dev.cellroute.kernel;

import io.vertx.core.Future;

/**
 * Power over the process in which a kernel lives, apart from what is said to it. Safe from any
 * thread.
 */
public interface KernelControl {
  /** What can be sent to the kernel's process group. */
  enum Signal {
    INTERRUPT,
    TERMINATE,
    KILL
  }

  /**
   * Ends when the signal was delivered; a kernel that is gone already is no failure. Never fails.
   */
  Future<Void> signal(Signal signal);

  /**
   * Completes when the process ended, with cause {@code DIED}: only the kernel knows better. Never
   * fails.
   */
  Future<KernelExit> exit();

  /**
   * Completes after {@link #exit}, when the process's children are gone and its files removed.
   * Never fails.
   */
  Future<Void> gone();

  /** How its processes are, as far as the operating system tells; never fails. */
  default Future<Vitals> vitals() {
    return Future.succeededFuture(Vitals.UNKNOWN);
  }
}
