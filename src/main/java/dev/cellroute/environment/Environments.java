package dev.cellroute.environment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.EnvironmentConfig;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernelspec.Encryption;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.kernelspec.Platform;
import dev.cellroute.kernelspec.Python;
import dev.cellroute.kernelspec.SearchPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Managed Python environments under the user's cache directory, keyed by content: equal
 * requirements on the same Python share one, a changed line makes a new one. Two starts at once, of
 * threads or of processes, make it once. It lives as long as the cache; what is not used any more
 * is not removed. May be used from any thread; every method blocks.
 */
public final class Environments {
  private static final Logger LOG = LoggerFactory.getLogger(Environments.class);

  private final EnvironmentConfig config;
  private final Map<String, String> environment;

  private Environments(EnvironmentConfig config, Map<String, String> environment) {
    this.config = requireNonNull(config, "config");
    this.environment = Map.copyOf(environment);
  }

  public static Environments of(EnvironmentConfig config, Map<String, String> environment) {
    return new Environments(config, environment);
  }

  /**
   * Makes (or finds) the environment for a Python notebook with these requirements and gives the
   * kernelspec {@code name} inside it. {@code progress} is told each step in one line, and nothing
   * after the return. Fails with {@code GatewayException} or {@code InvalidInputException} whose
   * message is readable by a data scientist.
   */
  public KernelSpec provide(String name, Optional<Path> requirements, Consumer<String> progress) {
    Requirements wanted = Requirements.read(requirements.map(Path::toAbsolutePath));
    Installer installer = installer();
    EnvironmentFolder folder = EnvironmentFolder.in(
        config.cache().toAbsolutePath(), EnvironmentKey.of(installer.python(), wanted));
    try {
      prepare(folder, installer, wanted, new Progress(progress, System::nanoTime));
      folder.used(Instant.now());
    } catch (IOException e) {
      throw new GatewayException(
          ErrorCode.KERNEL_START_FAILED,
          "the Python environment cannot be kept in " + Folders.shown(config.cache()) + ": "
              + e.getClass().getSimpleName() + "; see the key environment.cache",
          e);
    }
    return spec(name, folder.path());
  }

  private Installer installer() {
    SearchPath path = SearchPath.of(environment);
    return Installer.choose(path.find("uv"), Python.onPath(environment), Platform.current());
  }

  private void prepare(
      EnvironmentFolder folder, Installer installer, Requirements wanted, Progress progress)
      throws IOException {
    if (folder.isComplete()) {
      LOG.debug("environment found folder={}", folder.path());
      return;
    }
    Files.createDirectories(folder.parent());
    try (FolderLock lock = FolderLock.take(folder.lock(), config.timeout(), progress)) {
      if (!folder.isComplete()) {
        Making.Plan plan = new Making.Plan(folder, installer, wanted);
        new Making(plan, environment, config.timeout(), progress).run();
      }
      LOG.debug("environment ready folder={} lock={}", folder.path(), lock);
    }
  }

  private KernelSpec spec(String name, Path folder) {
    Path python = Installer.interpreter(folder);
    Path described = folder.resolve("share/jupyter/kernels/python3");
    String path = python.getParent() + File.pathSeparator + environment.getOrDefault("PATH", "");
    return new KernelSpec(
        name,
        "Python 3 (managed)",
        "python",
        List.of(python.toString(), "-m", "ipykernel_launcher", "-f", "{connection_file}"),
        Map.of("VIRTUAL_ENV", folder.toString(), "PATH", path),
        KernelSpec.InterruptMode.SIGNAL,
        described,
        "managed environment",
        Encryption.declaredIn(described));
  }
}
