package dev.cellroute.invocation;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.Location;
import java.util.List;

/**
 * A notebook's cell raised. Name and value go to the client as {@code ename} and {@code evalue}
 * with the place; the traceback goes to the log, and to the client only where the configuration
 * says so.
 */
public final class CellFailureException extends GatewayException {
  private static final long serialVersionUID = 1L;

  private final String errorName;
  private final String errorValue;
  private final transient Location location;
  private final transient List<String> traceback;

  public CellFailureException(
      String errorName, String errorValue, Location location, List<String> traceback) {
    super(ErrorCode.CELL_ERROR, detail(errorName, errorValue));
    this.errorName = requireNonNull(errorName, "errorName");
    this.errorValue = requireNonNull(errorValue, "errorValue");
    this.location = requireNonNull(location, "location");
    this.traceback = List.copyOf(traceback);
  }

  /** Bash has no name for an error, only a status. */
  private static String detail(String errorName, String errorValue) {
    String name = errorName.isEmpty() ? "the cell failed" : errorName;
    return errorValue.isEmpty() ? name : name + ": " + errorValue;
  }

  public String errorName() {
    return errorName;
  }

  public String errorValue() {
    return errorValue;
  }

  /** Notebook, cell and line; the line is 0 when the kernel did not say. */
  public Location location() {
    return location;
  }

  /** The kernel's traceback, without colour codes. */
  public List<String> traceback() {
    return traceback;
  }
}
