package dev.cellroute.deployment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.kernel.KernelProvider;
import dev.cellroute.kernel.Lanes;
import dev.cellroute.kernelspec.KernelSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * What notebooks are deployed with: kernels installed or made, lanes into them, the languages
 * understood, and where the gateway works.
 */
public record Surroundings(
    KernelProvider kernels,
    Lanes lanes,
    List<KernelSpec> installed,
    EnvironmentSource environments,
    LanguageSupport.Finder languages,
    Path workingDirectory) {

  public Surroundings {
    requireNonNull(kernels, "kernels");
    requireNonNull(lanes, "lanes");
    installed = List.copyOf(installed);
    requireNonNull(environments, "environments");
    requireNonNull(languages, "languages");
    requireNonNull(workingDirectory, "workingDirectory");
  }
}
