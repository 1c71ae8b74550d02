package dev.cellroute.kernel;

import static java.util.Objects.requireNonNull;

import dev.cellroute.kernelspec.KernelSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What to start: the spec, a label for ids and logs (the notebook's title), the working directory,
 * variables added to the kernel's environment, and how long the start may take.
 */
public record KernelRequest(
    KernelSpec spec,
    String label,
    Path directory,
    Map<String, String> environment,
    Duration startTimeout) {
  public KernelRequest {
    requireNonNull(spec, "spec");
    requireNonNull(label, "label");
    requireNonNull(directory, "directory");
    environment = Map.copyOf(environment);
    requireNonNull(startTimeout, "startTimeout");
  }
}
