package dev.cellroute.deployment;

import dev.cellroute.kernelspec.KernelSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Where a Python kernel comes from that is not installed. Blocks. */
@FunctionalInterface
public interface EnvironmentSource {
  KernelSpec provide(String name, Optional<Path> requirements, Consumer<String> progress);
}
