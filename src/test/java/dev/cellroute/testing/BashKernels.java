package dev.cellroute.testing;

import dev.cellroute.config.EnvironmentConfig;
import dev.cellroute.environment.Environments;
import dev.cellroute.kernelspec.KernelSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The bash kernel in a managed environment of its own, made once a user. Blocks, the first time for
 * a minute.
 */
public final class BashKernels {
  private BashKernels() {}

  public static KernelSpec spec() {
    KernelSpec python = environments().provide("python3", Optional.of(requirements()), step -> {});
    return new KernelSpec(
        "bash",
        "Bash",
        "bash",
        List.of(python.command().get(0), "-m", "bash_kernel", "-f", "{connection_file}"),
        python.environment(),
        python.interruptMode(),
        python.directory(),
        "test");
  }

  private static Environments environments() {
    Path cache =
        Path.of(System.getProperty("user.home"), ".cache", "cellroute", "test-environments");
    return Environments.of(new EnvironmentConfig(cache, Duration.ofMinutes(10)), System.getenv());
  }

  private static Path requirements() {
    try {
      Path file = Files.createTempDirectory("cellroute").resolve("requirements.txt");
      return Files.writeString(file, "bash_kernel\n");
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }
}
