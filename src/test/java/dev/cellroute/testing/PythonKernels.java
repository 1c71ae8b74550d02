package dev.cellroute.testing;

import dev.cellroute.kernelspec.Encryption;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.kernelspec.KernelSpec.InterruptMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A Python with ipykernel for integration tests, made once a user in the cache directory. Two
 * builds at once each make their own and one wins the rename; a half-made one is never seen.
 * Blocks, the first time for a minute.
 */
public final class PythonKernels {
  private static final String RECIPE = "1";
  private static final String NEWEST = "ipykernel";

  private PythonKernels() {}

  public static KernelSpec spec() {
    Path python = environment().resolve("bin").resolve("python");
    Path described = environment().resolve("share/jupyter/kernels/python3");
    return new KernelSpec(
        "python3",
        "Python 3",
        "python",
        List.of(
            python.toString(),
            "-Xfrozen_modules=off",
            "-m",
            "ipykernel_launcher",
            "-f",
            "{connection_file}"),
        Map.of(),
        InterruptMode.SIGNAL,
        described,
        "test",
        Encryption.declaredIn(described));
  }

  /** The environment's directory, made when it is missing. */
  public static Path environment() {
    return environment(NEWEST);
  }

  /** The same with another kernel, as pip names it, such as {@code ipykernel==6.17.1}. */
  public static Path environment(String kernel) {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "cellroute");
    String suffix = kernel.equals(NEWEST) ? "" : "-" + kernel.replaceAll("[^A-Za-z0-9.]", "-");
    Path ready = cache.resolve("test-python-" + RECIPE + suffix);
    if (!Files.exists(ready)) {
      make(ready, kernel);
    }
    return ready;
  }

  /** An environment knows its own place, so the finished one is a link to where it was made. */
  private static void make(Path ready, String kernel) {
    try {
      Files.createDirectories(ready.getParent());
      Path made = ready.resolveSibling(ready.getFileName() + "-" + UUID.randomUUID());
      run("python3", "-m", "venv", made.toString());
      run(made.resolve("bin/python").toString(), "-m", "pip", "install", "-q", kernel);
      publish(made, ready);
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }

  private static void publish(Path made, Path ready) throws IOException {
    Path link = Files.createSymbolicLink(made.resolveSibling(made.getFileName() + "-link"), made);
    try {
      Files.move(link, ready, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException another) {
      Files.delete(link);
    }
  }

  private static void run(String... command) throws IOException {
    try {
      int status = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .inheritIO()
          .start()
          .waitFor();
      if (status != 0) {
        throw new IOException(String.join(" ", command) + " ended with " + status);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }
}
