package dev.cellroute.kernel.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a JVM that ends does with kernels that still live: it kills them. Shutdown hooks run side by
 * side, and an orderly stop may be another one's work; so it first looks whether the provider is
 * being closed, and then lets that end in its own time. Told by the provider on any thread; run by
 * the JVM, once. Blocks.
 */
final class LastKill implements Runnable {
  /** Who stops in an orderly way has begun by then. */
  private static final Duration NOTICE = Duration.ofMillis(500);

  /** More than a kernel gets to be stopped; whoever waits for the close waits longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ProcessCensus census;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  LastKill(ProcessCensus census) {
    this.census = census;
  }

  void closeBegins() {
    closing.countDown();
  }

  void closeEnded() {
    closed.countDown();
  }

  @Override
  public void run() {
    try {
      awaitClose();
    } catch (InterruptedException ignored) {
      // Somebody is in a hurry: then at once.
      Thread.currentThread().interrupt();
    }
    census.killAll();
  }

  private void awaitClose() throws InterruptedException {
    if (!census.isEmpty() && closing.await(NOTICE.toMillis(), TimeUnit.MILLISECONDS)) {
      closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
