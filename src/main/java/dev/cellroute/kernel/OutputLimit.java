package dev.cellroute.kernel;

/** What a caller is told of a cell that wrote too much, the same on every lane. */
public final class OutputLimit {
  private OutputLimit() {}

  public static String exceeded(long bytes) {
    return "the cell wrote more than " + bytes + " bytes (request.max-output)";
  }
}
