package dev.cellroute.pool;

import dev.cellroute.kernel.Kernel;
import io.vertx.core.Future;

/**
 * Prepares a fresh kernel before it is lent for the first time, by running the notebook's setup
 * cells in it.
 */
@FunctionalInterface
public interface Seed {
  /**
   * Runs the setup and answers with the kernel to lend, which is the given one or wraps it; a
   * failed future means the kernel is unusable and says why.
   */
  Future<Kernel> plant(Kernel kernel);
}
