package dev.cellroute.invocation;

import dev.cellroute.endpoint.Endpoint;

/** Hears of batches. Called on the event loop of the calls, before the run; it must not block. */
@FunctionalInterface
public interface BatchListener {
  /** Hears nothing. */
  BatchListener NONE = (endpoint, callers) -> {};

  /** One run is about to answer this many callers; also when it is one. */
  void batched(Endpoint endpoint, int callers);
}
