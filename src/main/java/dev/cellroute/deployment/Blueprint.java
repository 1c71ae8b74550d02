package dev.cellroute.deployment;

import dev.cellroute.config.NotebookConfig;
import dev.cellroute.config.NotebookConfig.Selection;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.endpoint.RouteClash;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.pool.KernelPool;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A notebook read, compiled and thought through, before anything is started for it. {@code support}
 * is empty only where the diagnostics hold an error; {@code version} is what it was drawn from.
 */
record Blueprint(
    NotebookConfig config,
    NotebookApi api,
    KernelChoice kernel,
    Optional<LanguageSupport> support,
    List<Diagnostic> diagnostics,
    Version version) {

  Blueprint {
    diagnostics = List.copyOf(diagnostics);
  }

  String name() {
    return api.notebook().name();
  }

  boolean hasRoutes() {
    return api.hasRoutes();
  }

  /** A notebook without routes that nobody named may be a helper of those beside it. */
  boolean isLeftOut() {
    return !hasRoutes() && config.selection() == Selection.FOUND;
  }

  Site.Key key() {
    return Site.Key.of(config);
  }

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  RouteClash.Mounted mounted() {
    return new RouteClash.Mounted(config.mount(), api);
  }

  LanguageSupport languageSupport() {
    return support.orElseThrow(() -> new IllegalStateException(name() + " has errors"));
  }

  Deployment deployed(KernelSpec spec, KernelPool pool, LaneUse lanes) {
    String language = kernel.language().toLowerCase(Locale.ROOT);
    return new Deployment(config, api, spec, language, pool, lanes, new Drain());
  }
}
