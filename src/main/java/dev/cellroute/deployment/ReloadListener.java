package dev.cellroute.deployment;

/** Hears how each reload of a notebook ended, on the gateway's event loop. */
@FunctionalInterface
public interface ReloadListener {

  ReloadListener NONE = (notebook, outcome) -> {};

  /** {@code notebook} is its name, or the configuration's where its list could not be read. */
  void reloaded(String notebook, ReloadOutcome outcome);
}
