package dev.cellroute.deployment;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.Location;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A setup cell failed. The message's first line names notebook, cell, line and error; the kernel's
 * traceback follows, without colour. It is for the operator who starts the notebook, never for a
 * client.
 */
public final class SeedFailedException extends GatewayException {

  private static final long serialVersionUID = 1L;

  private final transient Location location;

  SeedFailedException(Location location, String what, List<String> traceback) {
    this(ErrorCode.SEED_FAILED, location, what, traceback);
  }

  private SeedFailedException(
      ErrorCode code, Location location, String what, List<String> traceback) {
    super(code, message(location, what, traceback));
    this.location = location;
  }

  /** The kernel did not survive the cell: for a script that is another end than a cell's error. */
  static SeedFailedException died(Location location, String what) {
    return new SeedFailedException(ErrorCode.KERNEL_DIED, location, what, List.of());
  }

  /** Notebook, cell and line; the line is 0 when the kernel did not say. */
  public Location location() {
    return location;
  }

  private static String message(Location location, String what, List<String> traceback) {
    String cell = location.cell() > 0 ? ", cell " + location.cell() : "";
    String line = location.line() > 0 ? ", line " + location.line() : "";
    return location.file() + cell + line + ": " + what
        + traceback.stream().map(each -> "\n" + each).collect(Collectors.joining());
  }
}
