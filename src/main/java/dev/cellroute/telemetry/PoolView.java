package dev.cellroute.telemetry;

import static java.util.Objects.requireNonNull;

import dev.cellroute.pool.PoolSnapshot;

/** A notebook's pool at one moment, with the place where the notebook is served. */
public record PoolView(String notebook, String mount, PoolSnapshot pool) {
  public PoolView {
    requireNonNull(notebook, "notebook");
    requireNonNull(mount, "mount");
    requireNonNull(pool, "pool");
  }
}
