package dev.cellroute.kernel;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Code to run once. History is always off and standard input always refused. {@code visibility}
 * decides whether the kernel announces the code on IOPub; {@code expressions} are evaluated after a
 * successful run and come back by name ({@code user_expressions}); {@code maxOutput} is the number
 * of output bytes after which the exchange is interrupted and fails with {@code OUTPUT_LIMIT}.
 */
public record ExecuteRequest(
    String code, Visibility visibility, Map<String, String> expressions, long maxOutput) {
  /** The protocol's {@code silent} flag: many kernels show no output at all when it is set. */
  public enum Visibility {
    SILENT,
    AUDIBLE
  }

  /** What code may write that no call has asked for; no setting changes it. */
  public static final long DEFAULT_MAX_OUTPUT = 64L * 1024 * 1024;

  public ExecuteRequest {
    requireNonNull(code, "code");
    requireNonNull(visibility, "visibility");
    expressions = Map.copyOf(expressions);
    if (maxOutput <= 0) {
      throw new IllegalArgumentException("maxOutput: " + maxOutput + " (expected: > 0)");
    }
  }

  public static ExecuteRequest of(String code) {
    return new ExecuteRequest(code, Visibility.AUDIBLE, Map.of(), DEFAULT_MAX_OUTPUT);
  }

  public ExecuteRequest silently() {
    return new ExecuteRequest(code, Visibility.SILENT, expressions, maxOutput);
  }

  public ExecuteRequest withExpressions(Map<String, String> expressions) {
    return new ExecuteRequest(code, visibility, expressions, maxOutput);
  }

  public ExecuteRequest limitedTo(long maxOutput) {
    return new ExecuteRequest(code, visibility, expressions, maxOutput);
  }
}
