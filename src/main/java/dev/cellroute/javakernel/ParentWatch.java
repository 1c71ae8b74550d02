package dev.cellroute.javakernel;

import java.util.Map;
import java.util.Optional;

/**
 * Ends the kernel with the process it serves: the one JPY_PARENT_PID names, or else the one that
 * started it. A kernel whose gateway was killed must not stay behind.
 */
final class ParentWatch {
  private ParentWatch() {}

  /** Runs {@code gone} when the parent ends; at once when it has ended already. */
  static void start(Map<String, String> environment, Runnable gone) {
    Optional<ProcessHandle> parent = Optional.ofNullable(environment.get("JPY_PARENT_PID"))
        .filter(text -> text.matches("\\d{1,9}"))
        .flatMap(text -> ProcessHandle.of(Long.parseLong(text)))
        .or(() -> ProcessHandle.current().parent());
    parent.ifPresentOrElse(each -> watch(each, gone), gone);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // There is nobody left to tell.
  private static void watch(ProcessHandle parent, Runnable gone) {
    parent.onExit().thenRun(gone);
  }
}
