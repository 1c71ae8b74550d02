package dev.cellroute.invocation;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.Program;

/**
 * An endpoint's sources, joined once: the cells that answer and the ResponseInfo cells after them.
 */
record Programs(Program cell, Program info) {
  static Programs of(Endpoint endpoint) {
    return new Programs(endpoint.program(), endpoint.responseInfoProgram());
  }
}
