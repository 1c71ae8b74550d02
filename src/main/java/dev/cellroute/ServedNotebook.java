package dev.cellroute;

import static java.util.Objects.requireNonNull;

import dev.cellroute.deployment.Deployment;
import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.pool.PoolSnapshot;
import java.util.List;

/**
 * One notebook being served, as the start table shows it: what it is, on what it runs, and what it
 * answers.
 */
public record ServedNotebook(
    String name,
    String mount,
    String kernel,
    int kernels,
    String lane,
    String state,
    List<Endpoint> endpoints) {
  public ServedNotebook {
    requireNonNull(name, "name");
    requireNonNull(mount, "mount");
    requireNonNull(kernel, "kernel");
    requireNonNull(lane, "lane");
    requireNonNull(state, "state");
    endpoints = List.copyOf(endpoints);
  }

  static ServedNotebook of(Deployment deployment) {
    PoolSnapshot pool = deployment.pool().snapshot();
    return new ServedNotebook(
        deployment.api().notebook().name(),
        deployment.config().mount(),
        deployment.spec().name(),
        pool.size(),
        deployment.lanes().text(),
        pool.isReady() ? "ready" : "starting",
        deployment.api().endpoints());
  }
}
