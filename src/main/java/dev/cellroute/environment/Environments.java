package dev.cellroute.environment;

import dev.cellroute.config.EnvironmentConfig;
import dev.cellroute.kernelspec.KernelSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Managed Python environments under the user's cache directory, keyed by content. Every method blocks. */
public final class Environments {
  private Environments() {}

  public static Environments of(EnvironmentConfig config, Map<String, String> environment) {
    throw new UnsupportedOperationException(config.toString() + environment);
  }

  /**
   * Makes (or finds) the environment for a Python notebook with these requirements and gives the kernelspec {@code name}
   * inside it. {@code progress} is told each step in one line. Fails with {@code GatewayException} or
   * {@code InvalidInputException} whose message is readable by a data scientist.
   */
  public KernelSpec provide(String name, Optional<Path> requirements, Consumer<String> progress) {
    throw new UnsupportedOperationException(name);
  }
}
