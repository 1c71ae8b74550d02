package dev.cellroute.http;

import dev.cellroute.config.HttpConfig;
import java.util.concurrent.TimeUnit;

/**
 * The bounds on connections: how many there may be, and how many nanoseconds their clients have.
 * Pure.
 */
record ConnectionLimits(int most, long headerNanos, long idleNanos) {
  /** A body that is slower than this for longer than the idle timeout is not waited for. */
  private static final long SLOWEST_BYTES_PER_SECOND = 1024;

  /** What is left to kernels, notebooks, logs and the library itself. */
  private static final long FILES_FOR_OTHERS = 128;

  /** No more than the process may have files open, so that accepting never fails. */
  static ConnectionLimits of(HttpConfig config, long openFiles) {
    long room = Math.max(1, openFiles - Math.min(FILES_FOR_OTHERS, openFiles / 2));
    return new ConnectionLimits(
        (int) Math.min(config.maxConnections(), room),
        config.headerTimeout().toNanos(),
        config.idleTimeout().toNanos());
  }

  /** How long a body of so many bytes may have taken so far. */
  long bodyNanos(long bytes) {
    return idleNanos + bytes / SLOWEST_BYTES_PER_SECOND * TimeUnit.SECONDS.toNanos(1);
  }
}
