package dev.cellroute.kernel;

import dev.cellroute.kernelspec.KernelSpec;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * A live kernel: started, probed and ready for its first cell when a {@link KernelProvider} hands
 * it over. One exchange runs at a time, or as many as its {@link #capacity} says where there is a
 * lane; the caller (the pool) sees to that. Methods may be called from any thread; futures complete
 * on the Vert.x context of the caller where it has one. It ends exactly once, by {@link #stop} or
 * by itself; {@link #exit} tells either way.
 */
public interface Kernel {
  /** A short name for logs, unique in this process, for example {@code iris-1f3a}. */
  String id();

  KernelSpec spec();

  /** What the kernel said of itself in {@code kernel_info_reply}. */
  KernelInfo info();

  /** How many calls may be given to it at once. */
  default Capacity capacity() {
    return Capacity.SINGLE;
  }

  /** Sends one {@code execute_request} at once. Fails through the exchange, never by throwing. */
  Exchange execute(ExecuteRequest request);

  /** The faster way into this kernel, where one is open. */
  default Optional<Lane> lane() {
    return Optional.empty();
  }

  /**
   * Asks the running cell to stop, the way the kernelspec says; ends when the request was passed
   * on.
   */
  Future<Void> interrupt();

  /**
   * Ends the kernel: {@code shutdown_request}, after the grace SIGTERM to its process group, after
   * another grace SIGKILL. Idempotent; the future ends when process and group are gone and files
   * are removed.
   */
  Future<KernelExit> stop(Duration grace);

  /** Completes when the process ended, for whatever reason. Never fails. */
  Future<KernelExit> exit();

  /** How its processes are, as far as the operating system tells; never fails. */
  default Future<Vitals> vitals() {
    return Future.succeededFuture(Vitals.UNKNOWN);
  }
}
