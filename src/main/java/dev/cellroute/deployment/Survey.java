package dev.cellroute.deployment;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.NotebookConfig;
import dev.cellroute.endpoint.RouteClash;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.notebook.Notebook;
import dev.cellroute.notebook.NotebookSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads and compiles all notebooks and collects everything wrong with them. Blocks on files and
 * downloads. Used once.
 */
final class Survey {

  private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(1);
  static final String REQUIREMENTS = "requirements.txt";
  private final Surroundings surroundings;
  private final DeploymentListener listener;
  private final Drawing drawing;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  Survey(Surroundings surroundings, DeploymentListener listener, GatewayConfig config) {
    this.surroundings = surroundings;
    this.listener = listener;
    this.drawing = new Drawing(surroundings.installed(), surroundings.languages(), config);
  }

  /**
   * The blueprints of the notebooks that have routes, in order. Warnings go to the listener; with
   * errors it throws an {@link InvalidInputException} that holds them all.
   */
  List<Blueprint> of(List<NotebookConfig> notebooks) {
    List<Blueprint> blueprints = new ArrayList<>();
    for (NotebookConfig config : notebooks) {
      draw(config).ifPresent(blueprints::add);
    }
    boolean servable = blueprints.stream().anyMatch(Blueprint::hasRoutes);
    blueprints.forEach(each -> diagnostics.addAll(
        servable && each.isLeftOut() ? each.api().withoutNeedOfRoutes() : each.diagnostics()));
    diagnostics.addAll(
        RouteClash.find(blueprints.stream().map(Blueprint::mounted).toList()));
    report();
    return blueprints.stream().filter(Blueprint::hasRoutes).toList();
  }

  /** What each notebook would become, in order, each with its own mistakes; throws nothing. */
  Findings findings(List<NotebookConfig> notebooks, List<Site> served) {
    Set<Site.Key> vanished = served.stream()
        .map(Site::key)
        .filter(key -> !new NotebookSource(key.source()).isUrl())
        .filter(key -> !Files.exists(Path.of(key.source())))
        .collect(Collectors.toSet());
    return new Findings(notebooks.stream().map(this::draft).toList(), vanished);
  }

  private Optional<Blueprint> draw(NotebookConfig config) {
    Draft draft = draft(config);
    if (draft.blueprint().isEmpty()) {
      diagnostics.addAll(draft.diagnostics());
    }
    return draft.blueprint();
  }

  private Draft draft(NotebookConfig config) {
    try {
      Notebook notebook =
          new NotebookSource(config.source()).read(surroundings.workingDirectory(), DOWNLOAD_LIMIT);
      return Draft.of(drawing.of(config, notebook, requirementsBeside(config, notebook)));
    } catch (InvalidInputException e) {
      return Draft.unreadable(config, e.diagnostics());
    }
  }

  /** A notebook from a URL has nothing beside it. */
  private static Optional<Path> requirementsBeside(NotebookConfig config, Notebook notebook) {
    return Optional.of(notebook.directory().resolve(REQUIREMENTS))
        .filter(file -> !new NotebookSource(config.source()).isUrl() && Files.isRegularFile(file));
  }

  private void report() {
    diagnostics.stream().filter(each -> !each.isError()).forEach(listener::warned);
    List<Diagnostic> errors = diagnostics.stream().filter(Diagnostic::isError).toList();
    if (!errors.isEmpty()) {
      throw new InvalidInputException(errors);
    }
  }
}
