package dev.cellroute.http;

/**
 * Whether calls are let in. It closes in two steps and never opens again: first for new calls, then
 * for those that are under way. Used on the server's event loop only.
 */
final class Door {
  private enum Stage {
    OPEN,
    DRAINING,
    STOPPING
  }

  private Stage stage = Stage.OPEN;

  boolean isOpen() {
    return stage == Stage.OPEN;
  }

  /** Whether calls under way are being ended, too. */
  boolean isStopping() {
    return stage == Stage.STOPPING;
  }

  void drain() {
    if (stage == Stage.OPEN) {
      stage = Stage.DRAINING;
    }
  }

  void stop() {
    stage = Stage.STOPPING;
  }
}
