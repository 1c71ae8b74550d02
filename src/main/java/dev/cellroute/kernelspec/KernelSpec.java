package dev.cellroute.kernelspec;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An installed kernel, as its {@code kernel.json} describes it (jupyter_client, "Kernel specs").
 * {@code command} still holds {@code {connection_file}} and {@code {resource_dir}};
 * {@code directory} is where the file lies; {@code origin} is one short phrase saying where it was
 * found, for example {@code user data} or {@code bundled}.
 */
public record KernelSpec(
    String name,
    String displayName,
    String language,
    List<String> command,
    Map<String, String> environment,
    InterruptMode interruptMode,
    Path directory,
    String origin,
    Encryption encryption) {
  /**
   * How a running cell is stopped: by SIGINT, or by an {@code interrupt_request} on the control
   * channel.
   */
  public enum InterruptMode {
    SIGNAL,
    MESSAGE
  }

  public KernelSpec {
    requireNonNull(name, "name");
    requireNonNull(displayName, "displayName");
    requireNonNull(language, "language");
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    requireNonNull(interruptMode, "interruptMode");
    requireNonNull(directory, "directory");
    requireNonNull(origin, "origin");
    requireNonNull(encryption, "encryption");
  }

  /** One that cannot encrypt. */
  public KernelSpec(
      String name,
      String displayName,
      String language,
      List<String> command,
      Map<String, String> environment,
      InterruptMode interruptMode,
      Path directory,
      String origin) {
    this(
        name,
        displayName,
        language,
        command,
        environment,
        interruptMode,
        directory,
        origin,
        Encryption.NONE);
  }
}
