package dev.cellroute.invocation;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.Program;

/**
 * An endpoint's sources, joined once: the cells that answer and the ResponseInfo cells after them;
 * and the number that kernels with a lane know them by.
 */
record Programs(Program cell, Program info, int number) {
  /** A number that no kernel knows. */
  static final int NO_NUMBER = -1;

  static Programs of(Endpoint endpoint, int number) {
    return new Programs(endpoint.program(), endpoint.responseInfoProgram(), number);
  }
}
