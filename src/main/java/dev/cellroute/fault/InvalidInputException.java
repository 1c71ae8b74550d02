package dev.cellroute.fault;

import java.util.List;

/**
 * Thrown when a notebook or a configuration has mistakes that stop the work; it carries all of them
 * at once.
 */
public final class InvalidInputException extends GatewayException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  public InvalidInputException(List<Diagnostic> diagnostics) {
    super(ErrorCode.INVALID_INPUT, summary(diagnostics));
    this.diagnostics = List.copyOf(diagnostics);
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  private static String summary(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(each -> each.location() + ": " + each.message())
        .reduce((left, right) -> left + "; " + right)
        .orElse("invalid input");
  }
}
