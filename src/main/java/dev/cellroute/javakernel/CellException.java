package dev.cellroute.javakernel;

import java.util.List;

/**
 * Why a cell did not run to its end, in the protocol's words: a name, a value and the lines of a
 * traceback.
 */
final class CellException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String value;
  private final transient List<String> traceback;

  CellException(String name, String value, List<String> traceback) {
    super(name + ": " + value, null, false, false);
    this.name = name;
    this.value = value;
    this.traceback = List.copyOf(traceback);
  }

  static CellException interrupted() {
    String value = "the cell was interrupted";
    return new CellException("InterruptedException", value, List.of(value));
  }

  /** Our own mistake, or a value whose {@code toString} throws. */
  static CellException ofKernel(RuntimeException failure) {
    String value = String.valueOf(failure.getMessage());
    return new CellException(
        failure.getClass().getSimpleName(), value, List.of(failure.toString()));
  }

  String name() {
    return name;
  }

  String value() {
    return value;
  }

  List<String> traceback() {
    return traceback;
  }
}
