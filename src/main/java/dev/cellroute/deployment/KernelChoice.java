package dev.cellroute.deployment;

import dev.cellroute.config.NotebookConfig;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.notebook.Notebook;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which kernel a notebook runs on. Closed: one that is installed, one in a managed environment, or
 * none.
 */
sealed interface KernelChoice {

  /** A kernel of this machine. */
  record Installed(KernelSpec spec) implements KernelChoice {
    @Override
    public String language() {
      return spec.language();
    }

    @Override
    public KernelSpec spec(EnvironmentSource environments, Consumer<String> progress) {
      return spec;
    }
  }

  /** A Python kernel that is made when it is needed. */
  record Managed(String name, Optional<Path> requirements) implements KernelChoice {
    @Override
    public String language() {
      return PYTHON;
    }

    @Override
    public KernelSpec spec(EnvironmentSource environments, Consumer<String> progress) {
      return environments.provide(name, requirements, progress);
    }
  }

  /** No kernel of this name, and no way to make one. */
  record Unknown(String name, String language) implements KernelChoice {
    @Override
    public KernelSpec spec(EnvironmentSource environments, Consumer<String> progress) {
      throw new IllegalStateException("kernel '" + name + "' is unknown; the survey refuses it");
    }
  }

  String PYTHON = "python";

  /**
   * The language's Jupyter name; without a kernel it is what the notebook says, and may be empty.
   */
  String language();

  /** What its environment is made from, where one is made. */
  default Optional<Path> requirements() {
    return Optional.empty();
  }

  /** Where its kernels are started from. Blocks where an environment is made. */
  KernelSpec spec(EnvironmentSource environments, Consumer<String> progress);

  /**
   * Decides. An installed kernel is used as it is, unless the configuration names requirements for
   * it. {@code beside} is the {@code requirements.txt} in the notebook's directory, if there is
   * one.
   */
  static KernelChoice of(
      NotebookConfig config, Notebook notebook, List<KernelSpec> installed, Optional<Path> beside) {
    String language = notebook.language().toLowerCase(Locale.ROOT);
    String name = nameOf(config, notebook, installed);
    Optional<KernelSpec> found = named(name, installed);
    boolean python =
        found.map(spec -> isPython(spec.language())).orElse(isPythonKernel(config, name, language));
    if (python && (found.isEmpty() || config.requirements().isPresent())) {
      return new Managed(name, config.requirements().or(() -> beside));
    }
    return found.<KernelChoice>map(Installed::new).orElse(new Unknown(name, language));
  }

  /** A notebook without a kernel's name gets the first kernel of its language, or Python's. */
  private static String nameOf(
      NotebookConfig config, Notebook notebook, List<KernelSpec> installed) {
    String named = config.kernel().orElse(notebook.kernelName());
    if (!named.isEmpty()) {
      return named;
    }
    String language = notebook.language();
    if (language.isEmpty() || isPython(language)) {
      return "python3";
    }
    return installed.stream()
        .filter(spec -> spec.language().equalsIgnoreCase(language))
        .findFirst()
        .map(KernelSpec::name)
        .orElse(language);
  }

  private static Optional<KernelSpec> named(String name, List<KernelSpec> installed) {
    return installed.stream().filter(spec -> spec.name().equalsIgnoreCase(name)).findFirst();
  }

  /**
   * A notebook often carries the name of an environment on its author's machine, so its language
   * counts, too. A name the operator chose must be Python's own or be installed.
   */
  private static boolean isPythonKernel(NotebookConfig config, String name, String language) {
    return isPython(name) || (config.kernel().isEmpty() && isPython(language));
  }

  private static boolean isPython(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith(PYTHON) || name.equalsIgnoreCase("ipython");
  }
}
