package dev.cellroute.deployment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.NotebookConfig;
import dev.cellroute.config.TokenConfig;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import dev.cellroute.notebook.NotebookSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks at the configuration's lists of notebooks and of tokens, and at the notebooks' files. A
 * configuration that is wrong now leaves the lists as they were. Blocks. Used by one thread at a
 * time.
 */
final class Lookout {

  private final GatewayConfig first;
  private final Supplier<GatewayConfig> source;
  private final FileDigests files = new FileDigests();
  private List<NotebookConfig> list;
  private List<TokenConfig> tokens;

  /** {@code source} reads the configuration again and may throw {@code InvalidInputException}. */
  Lookout(GatewayConfig first, Supplier<GatewayConfig> source) {
    this.first = requireNonNull(first, "first");
    this.source = requireNonNull(source, "source");
    this.list = first.notebooks();
    this.tokens = first.security().tokens();
  }

  Sighting look() {
    List<Diagnostic> problems = readList();
    return new Sighting(list, tokens, problems, files.of(paths()));
  }

  private List<Diagnostic> readList() {
    try {
      GatewayConfig now = source.get();
      if (now.notebooks().isEmpty()) {
        return List.of(problem("no-notebooks", "there is no notebook in its list"));
      }
      list = now.notebooks();
      tokens = isAsClosedAsEver(now) ? now.security().tokens() : tokens;
      return isSameBesides(now)
          ? List.of()
          : List.of(Diagnostic.warning(
              "needs-restart",
              "only notebooks and tokens are reloaded; another setting has changed, too",
              Location.file("configuration")));
    } catch (InvalidInputException invalid) {
      return invalid.diagnostics();
    }
  }

  /** No reload opens a gateway to everybody, or closes one that is open. */
  private boolean isAsClosedAsEver(GatewayConfig now) {
    return now.security().isClosed() == first.security().isClosed();
  }

  private boolean isSameBesides(GatewayConfig now) {
    return isAsClosedAsEver(now)
        && now.withNotebooks(first.notebooks())
            .withTokens(first.security().tokens())
            .equals(first);
  }

  private static Diagnostic problem(String code, String message) {
    return Diagnostic.error(code, message, Location.file("configuration"));
  }

  private Set<Path> paths() {
    Set<Path> paths = new LinkedHashSet<>();
    for (NotebookConfig notebook : list) {
      notebook.requirements().ifPresent(paths::add);
      if (!new NotebookSource(notebook.source()).isUrl()) {
        addFiles(notebook.source(), paths);
      }
    }
    return paths;
  }

  private static void addFiles(String source, Set<Path> paths) {
    try {
      Path file = Path.of(source).toAbsolutePath();
      paths.add(file);
      paths.add(file.resolveSibling(Survey.REQUIREMENTS));
    } catch (InvalidPathException ignored) {
      // Not a path at all: reading it says so, there is nothing to look at.
    }
  }
}
