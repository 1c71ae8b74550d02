package dev.cellroute.kernel.resident;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;

/** One frame from a kernel: its kind, the number of the call it is about, and what it carries. */
record LaneFrame(Kind kind, long call, Buffer payload) {
  /** What a kernel says; the gateway's own kinds are written by {@link LaneCodec} alone. */
  enum Kind {
    HELLO,
    TEXT,
    END
  }

  LaneFrame {
    requireNonNull(kind, "kind");
    requireNonNull(payload, "payload");
  }
}
