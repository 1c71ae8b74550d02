package dev.cellroute.cli;

/** The wish to reload, from SIGHUP. It is heard by whoever serves at the moment, or by nobody. */
final class ReloadSignal {
  // Set by the command, run by a signal's thread.
  private volatile Runnable listener = ReloadSignal::nobody;

  /** Hears the process's SIGHUP from now on, which then does not end it. */
  ReloadSignal listening() {
    ProcessSignals.on("HUP", this::ask);
    return this;
  }

  void onRequest(Runnable action) {
    listener = action;
  }

  /** Nobody listens any more. */
  void ignore() {
    listener = ReloadSignal::nobody;
  }

  void ask() {
    listener.run();
  }

  private static void nobody() {}
}
