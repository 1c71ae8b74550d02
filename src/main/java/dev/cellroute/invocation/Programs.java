package dev.cellroute.invocation;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.Program;
import dev.cellroute.pool.Sharing;

/**
 * An endpoint's sources, joined once: the cells that answer and the ResponseInfo cells after them;
 * the number that kernels with a lane know them by, and which calls a call suffers beside it.
 */
record Programs(Program cell, Program info, int number, Sharing sharing) {
  /** A number that no kernel knows. */
  static final int NO_NUMBER = -1;

  static Programs of(Endpoint endpoint, int number) {
    return new Programs(
        endpoint.program(), endpoint.responseInfoProgram(), number, sharing(endpoint));
  }

  private static Sharing sharing(Endpoint endpoint) {
    int limit = endpoint.options().concurrency();
    return limit == 1
        ? Sharing.exclusive()
        : Sharing.shared(endpoint.verb() + " " + endpoint.path(), limit);
  }
}
