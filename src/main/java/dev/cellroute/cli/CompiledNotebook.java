package dev.cellroute.cli;

import dev.cellroute.config.Compatibility;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.NotebookConfig;
import dev.cellroute.config.NotebookConfig.Selection;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.endpoint.NotebookCompiler;
import dev.cellroute.endpoint.RouteClash;
import dev.cellroute.endpoint.RouteClash.Mounted;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.kernelspec.KernelSpecs;
import dev.cellroute.notebook.Notebook;
import dev.cellroute.notebook.NotebookSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A notebook read and compiled without a kernel: its API, unless it could not be read, and what was
 * found.
 */
record CompiledNotebook(
    NotebookConfig config, Optional<NotebookApi> api, List<Diagnostic> diagnostics) {
  private static final Duration DOWNLOAD = Duration.ofSeconds(60);

  CompiledNotebook {
    diagnostics = List.copyOf(diagnostics);
  }

  /** Compiles every notebook; blocks. */
  static List<CompiledNotebook> all(GatewayConfig config, Console console) {
    return config.notebooks().stream()
        .map(each -> of(each, config.compat(), console))
        .toList();
  }

  /** What was found in each notebook, then routes that several of them claim. */
  static List<Diagnostic> diagnostics(List<CompiledNotebook> notebooks) {
    List<Mounted> mounted = notebooks.stream()
        .flatMap(each -> each.api().stream().map(api -> new Mounted(each.mount(), api)))
        .toList();
    boolean servable = mounted.stream().anyMatch(each -> each.api().hasRoutes());
    return Stream.concat(
            notebooks.stream().flatMap(each -> each.found(servable)),
            RouteClash.find(mounted).stream())
        .toList();
  }

  /** A notebook that was found beside others need not have routes, as {@code serve} has it. */
  private Stream<Diagnostic> found(boolean servable) {
    return servable && config.selection() == Selection.FOUND
        ? api.map(NotebookApi::withoutNeedOfRoutes).orElse(diagnostics).stream()
        : diagnostics.stream();
  }

  private static CompiledNotebook of(NotebookConfig config, Compatibility compat, Console console) {
    try {
      Notebook notebook =
          new NotebookSource(config.source()).read(console.workingDirectory(), DOWNLOAD);
      NotebookApi strict = NotebookCompiler.compile(
          notebook, language(notebook, config, console), config.commentPrefix());
      NotebookApi api = compat == Compatibility.JKG ? strict.withOptionsOrRemarks() : strict;
      return new CompiledNotebook(config, Optional.of(api), api.diagnostics());
    } catch (InvalidInputException invalid) {
      return new CompiledNotebook(config, Optional.empty(), invalid.diagnostics());
    }
  }

  /**
   * The kernelspec is asked only where the notebook does not say, because finding it may start
   * programs.
   */
  private static String language(Notebook notebook, NotebookConfig config, Console console) {
    if (!notebook.language().isEmpty()) {
      return notebook.language();
    }
    String kernel = config.kernel().orElse(notebook.kernelName());
    return KernelSpecs.find(console.environment())
        .named(kernel)
        .map(KernelSpec::language)
        .orElse("");
  }

  private String mount() {
    return config.mount();
  }
}
