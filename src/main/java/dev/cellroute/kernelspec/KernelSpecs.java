package dev.cellroute.kernelspec;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.Diagnostic;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The kernel specs of this machine, in the order of Jupyter's search path; the first usable one of
 * a name wins. What was found but cannot be used is not listed; {@link #problems} says why.
 * Immutable: a kernel installed later is seen by the next {@link #find}.
 */
public record KernelSpecs(List<KernelSpec> all, List<Diagnostic> problems) {
  public KernelSpecs {
    all = List.copyOf(all);
    problems = List.copyOf(problems);
  }

  /**
   * Looks along the search path the given environment describes, the bundled Java kernel last.
   * Blocks: it reads files and asks the {@code python3} on the PATH for its prefix.
   */
  public static KernelSpecs find(Map<String, String> environment) {
    return new SpecFinder(Map.copyOf(requireNonNull(environment, "environment"))).search();
  }

  /** Names are compared without case, as Jupyter does. */
  public Optional<KernelSpec> named(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return all.stream().filter(spec -> spec.name().equals(key)).findFirst();
  }
}
