package dev.cellroute.endpoint;

import dev.cellroute.fault.Diagnostic.Severity;

/**
 * Something wrong in a path, at {@code width} characters from {@code offset} on, counted from 0.
 */
record PathProblem(
    Severity severity, String code, String message, int offset, int width, String help) {
  boolean isError() {
    return severity == Severity.ERROR;
  }
}
