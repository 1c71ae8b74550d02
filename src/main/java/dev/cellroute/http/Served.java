package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.deployment.Drain;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.invocation.Invoker;
import dev.cellroute.pool.PoolSnapshot;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A notebook as this room sees it: its API, the prefix it is mounted at, who runs its calls (nobody
 * while its kernels start), how its pool is, who counts its calls, and why a newer version of it is
 * not served, or an empty text.
 */
record Served(
    NotebookApi api,
    String mount,
    Optional<Invoker> invoker,
    Supplier<Optional<PoolSnapshot>> pool,
    Drain drain,
    String warning) {
  Served {
    requireNonNull(api, "api");
    requireNonNull(mount, "mount");
    requireNonNull(invoker, "invoker");
    requireNonNull(pool, "pool");
    requireNonNull(drain, "drain");
    requireNonNull(warning, "warning");
  }

  /** One that is ready and up to date. */
  Served(NotebookApi api, String mount, Invoker invoker, Supplier<PoolSnapshot> pool) {
    this(api, mount, Optional.of(invoker), () -> Optional.of(pool.get()), new Drain(), "");
  }

  String name() {
    return api.notebook().name();
  }

  boolean isStarting() {
    return invoker.isEmpty();
  }
}
