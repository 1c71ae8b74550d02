package dev.cellroute.deployment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.kernel.KernelProvider;
import dev.cellroute.kernelspec.KernelSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * What notebooks are deployed with: kernels installed or made, the languages understood, and where
 * the gateway works.
 */
public record Surroundings(
    KernelProvider kernels,
    List<KernelSpec> installed,
    EnvironmentSource environments,
    LanguageSupport.Finder languages,
    Path workingDirectory) {

  public Surroundings {
    requireNonNull(kernels, "kernels");
    installed = List.copyOf(installed);
    requireNonNull(environments, "environments");
    requireNonNull(languages, "languages");
    requireNonNull(workingDirectory, "workingDirectory");
  }
}
