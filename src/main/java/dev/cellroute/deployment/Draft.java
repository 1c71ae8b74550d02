package dev.cellroute.deployment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.NotebookConfig;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.notebook.NotebookReader;
import java.util.List;
import java.util.Optional;

/** What one notebook has become for a reload: a blueprint, unless it could not even be read. */
record Draft(NotebookConfig config, Optional<Blueprint> blueprint, List<Diagnostic> diagnostics) {
  Draft {
    requireNonNull(config, "config");
    requireNonNull(blueprint, "blueprint");
    diagnostics = List.copyOf(diagnostics);
  }

  static Draft of(Blueprint blueprint) {
    return new Draft(blueprint.config(), Optional.of(blueprint), blueprint.diagnostics());
  }

  static Draft unreadable(NotebookConfig config, List<Diagnostic> diagnostics) {
    return new Draft(config, Optional.empty(), diagnostics);
  }

  Site.Key key() {
    return Site.Key.of(config);
  }

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  boolean isLeftOut() {
    return blueprint.filter(Blueprint::isLeftOut).isPresent();
  }

  /** Whether there is no file any more, or none yet. */
  boolean isMissing() {
    return diagnostics.stream().anyMatch(each -> each.code().equals(NotebookReader.NOT_FOUND));
  }

  String name() {
    return blueprint.map(Blueprint::name).orElse(config.source());
  }
}
