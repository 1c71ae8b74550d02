package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.invocation.Invoker;
import dev.cellroute.pool.PoolSnapshot;
import java.util.function.Supplier;

/**
 * A notebook as this room sees it: its API, the prefix it is mounted at, who runs its calls, and
 * how its pool is.
 */
record Served(NotebookApi api, String mount, Invoker invoker, Supplier<PoolSnapshot> pool) {
  Served {
    requireNonNull(api, "api");
    requireNonNull(mount, "mount");
    requireNonNull(invoker, "invoker");
    requireNonNull(pool, "pool");
  }

  String name() {
    return api.notebook().name();
  }
}
