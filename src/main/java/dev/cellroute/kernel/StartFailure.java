package dev.cellroute.kernel;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernelspec.KernelSpec;
import java.util.List;

/** Words for a kernel that did not start: why, and the end of what its process wrote. */
final class StartFailure {
  private static final int LINES = 8;
  private static final int LENGTH = 1000;

  private StartFailure() {}

  static GatewayException of(KernelSpec spec, String reason, KernelExit exit) {
    String tail = tail(exit.lastWords());
    String message = "kernel " + spec.name() + " did not start: " + reason;
    return new GatewayException(
        ErrorCode.KERNEL_START_FAILED,
        tail.isEmpty() ? message : message + "; its last words: " + tail);
  }

  private static String tail(String words) {
    List<String> lines =
        words.lines().map(String::strip).filter(each -> !each.isEmpty()).toList();
    String joined =
        String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    return joined.substring(Math.max(0, joined.length() - LENGTH));
  }
}
