package dev.cellroute.http;

import java.util.Optional;

/** One request's place in a distributed trace. Used on the server's event loop. */
public interface Trace {
  /** Of a request that is in none. */
  Trace NONE = passing(Optional.empty());

  /** What the cell is given to go on with. */
  Optional<TraceContext> context();

  /** The request has been read and asks for a kernel now. */
  void called();

  /** Once. */
  void ended(RequestEnd request);

  /** Hands on what came, and records nothing. */
  static Trace passing(Optional<TraceContext> context) {
    return new Trace() {
      @Override
      public Optional<TraceContext> context() {
        return context;
      }

      @Override
      public void called() {}

      @Override
      public void ended(RequestEnd request) {}
    };
  }
}
