package dev.cellroute.deployment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.NotebookConfig;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.endpoint.RouteClash;
import dev.cellroute.pool.PoolSnapshot;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The place of one notebook on the server, at one moment: its API, and its deployment once the
 * kernels are ready; until then its routes are known and answer that they are starting.
 * {@code warning} is why a newer version of the notebook is not served, or empty.
 */
public record Site(
    Version version,
    NotebookApi api,
    Optional<Deployment> deployment,
    Supplier<Optional<PoolSnapshot>> pool,
    String warning) {

  /** What makes a notebook the same one after a change: where it is from, and its prefix. */
  record Key(String source, String mount) {
    static Key of(NotebookConfig config) {
      return new Key(config.source(), config.mount());
    }
  }

  public Site {
    requireNonNull(version, "version");
    requireNonNull(api, "api");
    requireNonNull(deployment, "deployment");
    requireNonNull(pool, "pool");
    requireNonNull(warning, "warning");
  }

  static Site starting(Blueprint blueprint, Building building) {
    return new Site(blueprint.version(), blueprint.api(), Optional.empty(), building::snapshot, "");
  }

  static Site ready(Version version, Deployment deployment) {
    return new Site(
        version,
        deployment.api(),
        Optional.of(deployment),
        () -> Optional.of(deployment.pool().snapshot()),
        "");
  }

  Site withWarning(String why) {
    return new Site(version, api, deployment, pool, why);
  }

  public String name() {
    return api.notebook().name();
  }

  public NotebookConfig config() {
    return version.config();
  }

  Key key() {
    return Key.of(config());
  }

  RouteClash.Mounted mounted() {
    return new RouteClash.Mounted(config().mount(), api);
  }
}
