package dev.cellroute.http;

import java.util.Optional;

/** Begins the traces of requests. Called on the server's event loop: it must return at once. */
public interface Tracing {
  /** Records nothing: a caller's trace is handed on, and one that is not valid is replaced. */
  Tracing OFF = new Tracing() {
    @Override
    public Trace begin(String method) {
      return Trace.NONE;
    }

    @Override
    public Trace follow(String method, Optional<TraceContext> caller) {
      return Trace.passing(Optional.of(caller.orElseGet(TraceContext::fresh)));
    }
  };

  /** For a request that came without a trace. */
  Trace begin(String method);

  /** For a request with one; empty where it is not valid. */
  Trace follow(String method, Optional<TraceContext> caller);
}
