package dev.cellroute.deployment;

import dev.cellroute.config.Compatibility;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.NotebookConfig;
import dev.cellroute.config.Suggestion;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.endpoint.NotebookCompiler;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Location;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.notebook.Notebook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Draws the blueprint of one notebook: a function of the notebook, its configuration, its
 * requirements and the kernels there are. Blocks on the requirements' file.
 */
final class Drawing {

  private final List<KernelSpec> installed;
  private final LanguageSupport.Finder languages;
  private final Compatibility compat;
  private final Cipher cipher;

  Drawing(List<KernelSpec> installed, LanguageSupport.Finder languages, GatewayConfig config) {
    this.installed = List.copyOf(installed);
    this.languages = languages;
    this.compat = config.compat();
    this.cipher = new Cipher(config.kernel().encryption());
  }

  Blueprint of(NotebookConfig config, Notebook notebook, Optional<Path> requirementsBeside) {
    KernelChoice kernel = KernelChoice.of(config, notebook, installed, requirementsBeside);
    String language = kernel.language();
    NotebookApi api = compiled(notebook, language, config);
    List<Diagnostic> diagnostics = new ArrayList<>(api.diagnostics());
    Optional<LanguageSupport> support = Optional.empty();
    if (kernel instanceof KernelChoice.Unknown unknown) {
      diagnostics.add(unknownKernel(unknown, notebook));
    } else {
      support = support(language, config, notebook, diagnostics);
      refusal(kernel, notebook).ifPresent(diagnostics::add);
      requirementsBeside
          .flatMap(file -> unread(file, kernel, notebook))
          .ifPresent(diagnostics::add);
    }
    return new Blueprint(
        config, api, kernel, support, diagnostics, version(config, notebook, kernel));
  }

  private static Version version(NotebookConfig config, Notebook notebook, KernelChoice kernel) {
    return new Version(
        config,
        Digests.of(notebook.content().getBytes()),
        kernel.requirements().map(Digests::of).orElse(Digests.ABSENT));
  }

  private NotebookApi compiled(Notebook notebook, String language, NotebookConfig config) {
    NotebookApi api = NotebookCompiler.compile(notebook, language, config.commentPrefix());
    return compat == Compatibility.JKG ? api.withOptionsOrRemarks() : api;
  }

  private Optional<LanguageSupport> support(
      String language, NotebookConfig config, Notebook notebook, List<Diagnostic> diagnostics) {
    try {
      Optional<LanguageSupport> support = languages.find(language, config);
      if (support.isEmpty()) {
        diagnostics.add(unsupported(language, notebook));
      }
      return support;
    } catch (IllegalArgumentException e) {
      diagnostics.add(badEncoder(e, notebook));
      return Optional.empty();
    }
  }

  private Diagnostic unknownKernel(KernelChoice.Unknown kernel, Notebook notebook) {
    String message = "kernel '" + kernel.name() + "' is not installed";
    return Diagnostic.error("unknown-kernel", message, Location.file(notebook.name()))
        .withHelp(meant(kernel).map(each -> "did you mean '" + each + "'? ").orElse("")
            + "installed kernels: "
            + installed.stream().map(KernelSpec::name).collect(Collectors.joining(", "))
            + howToInstall(kernel.name()));
  }

  /** For kernels that many notebooks name and few machines have. */
  private static String howToInstall(String kernel) {
    return switch (kernel) {
      case "bash" -> "; install it with: pip install bash_kernel && python3 -m bash_kernel.install";
      case "ir" -> "; install it in R with: install.packages('IRkernel'); IRkernel::installspec()";
      default -> "";
    };
  }

  /** A kernel of a similar name, or else one of the same language. */
  private Optional<String> meant(KernelChoice.Unknown kernel) {
    List<String> names = installed.stream().map(KernelSpec::name).toList();
    return Suggestion.nearest(kernel.name(), names).or(() -> ofLanguage(kernel.language()));
  }

  private Optional<String> ofLanguage(String language) {
    return installed.stream()
        .filter(spec -> spec.language().equalsIgnoreCase(language))
        .findFirst()
        .map(KernelSpec::name);
  }

  /** Of a kernel that is there; one that is made is looked at then. */
  private Optional<Diagnostic> refusal(KernelChoice kernel, Notebook notebook) {
    return kernel instanceof KernelChoice.Installed there
        ? cipher.refusal(there.spec(), notebook.name())
        : Optional.empty();
  }

  /**
   * Requirements beside a notebook say what it needs, so that it should be known if nobody asks.
   */
  private static Optional<Diagnostic> unread(Path file, KernelChoice kernel, Notebook notebook) {
    if (!(kernel instanceof KernelChoice.Installed there)
        || !there.language().equalsIgnoreCase(KernelChoice.PYTHON)) {
      return Optional.empty();
    }
    return Optional.of(Diagnostic.warning(
            "requirements-not-read",
            "%s beside the notebook is not read, because kernel '%s' is installed"
                .formatted(file.getFileName(), there.spec().name()),
            Location.file(notebook.name()))
        .withHelp("notebooks[].requirements makes an environment of it"));
  }

  private static Diagnostic unsupported(String language, Notebook notebook) {
    return Diagnostic.error(
            "unsupported-language",
            "no safe way to hand a request to a kernel of the language '" + language + "'",
            Location.file(notebook.name()))
        .withHelp("give code of your own at notebooks[].request-encoder; it decodes {base64}");
  }

  private static Diagnostic badEncoder(IllegalArgumentException e, Notebook notebook) {
    return Diagnostic.error(
        "bad-request-encoder",
        "notebooks[].request-encoder: " + e.getMessage(),
        Location.file(notebook.name()));
  }
}
