package dev.cellroute.deployment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.NotebookConfig;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.pool.KernelPool;
import io.vertx.core.Future;

/**
 * One notebook being served: its configuration, its API, the kernelspec its kernels were started
 * from and their pool. {@code language} is the kernelspec's language in lower case; the dialect of
 * the setup and of the calls goes by it. {@code lanes} is how the kernels were called when all had
 * been started; one that is replaced later may differ. {@code drain} counts its calls.
 */
public record Deployment(
    NotebookConfig config,
    NotebookApi api,
    KernelSpec spec,
    String language,
    KernelPool pool,
    LaneUse lanes,
    Drain drain) {
  public Deployment {
    requireNonNull(config, "config");
    requireNonNull(api, "api");
    requireNonNull(spec, "spec");
    requireNonNull(language, "language");
    requireNonNull(pool, "pool");
    requireNonNull(lanes, "lanes");
    requireNonNull(drain, "drain");
  }

  /** Stops its kernels behind the last of its calls; each has a deadline. */
  Future<Void> retire() {
    return drain.empty().compose(ignored -> close());
  }

  /** Stops its kernels; idempotent. */
  public Future<Void> close() {
    return pool.close();
  }
}
