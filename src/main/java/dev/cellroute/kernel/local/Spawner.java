package dev.cellroute.kernel.local;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts every kernel of this process, from one thread that never ends: Linux sends a death signal
 * when the <em>thread</em> ends that made the child (prctl(2), PR_SET_PDEATHSIG). Where util-linux
 * is installed, the kernel gets a session of its own by {@code setsid} and that death signal by
 * {@code setpriv}; both replace themselves by the kernel, so its process id is also its group's.
 */
final class Spawner {
  private static final Logger LOG = LoggerFactory.getLogger(Spawner.class);
  private static final int MAX_WAITING = 1024;

  /** One for the whole process, because the thread may not end before the process does. */
  private static final Spawner INSTANCE = start();

  private final BlockingQueue<Order> orders = new ArrayBlockingQueue<>(MAX_WAITING);

  private Spawner() {}

  static Spawner instance() {
    return INSTANCE;
  }

  /** The future ends on the spawner's thread. */
  Future<Process> spawn(ProcessBuilder builder) {
    Promise<Process> promise = Promise.promise();
    if (!orders.offer(new Order(builder, promise))) {
      return Future.failedFuture(new IllegalStateException("too many kernels wait to be started"));
    }
    return promise.future();
  }

  /**
   * The command with what gives it its own session and the death signal, as far as this machine has
   * it.
   */
  static List<String> wrapped(List<String> command, Wrapping wrapping) {
    List<String> all = new ArrayList<>();
    if (wrapping.ownSession()) {
      all.add("setsid");
    }
    if (wrapping.deathSignal()) {
      all.addAll(List.of("setpriv", "--pdeathsig", "KILL", "--"));
    }
    all.addAll(command);
    return all;
  }

  private static Spawner start() {
    Spawner spawner = new Spawner();
    Thread thread = new Thread(spawner::work, "cellroute-spawner");
    thread.setDaemon(true);
    thread.start();
    return spawner;
  }

  private void work() {
    while (true) {
      try {
        fill(orders.take());
      } catch (InterruptedException ignored) {
        // Nobody may end this thread: its end would end every kernel.
        LOG.warn("the spawner was interrupted and goes on");
      }
    }
  }

  private static void fill(Order order) {
    try {
      order.promise().tryComplete(order.builder().start());
    } catch (IOException | RuntimeException | Error unable) {
      // Errors too, such as a thread that could not be made: this thread may not end by them.
      order.promise().tryFail(unable);
    }
  }

  private record Order(ProcessBuilder builder, Promise<Process> promise) {}
}
