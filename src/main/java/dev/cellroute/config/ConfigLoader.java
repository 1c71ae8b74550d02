package dev.cellroute.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Command line over environment over file over default: one immutable {@link GatewayConfig}. Blocks on files. */
public final class ConfigLoader {
  private ConfigLoader() {}

  /**
   * Loads. {@code options} are the command line's settings by key ({@code http.port} to {@code 8080}); throws
   * {@code InvalidInputException} with every problem at once.
   */
  public static GatewayConfig load(
      Optional<Path> file,
      Map<String, String> environment,
      Map<String, String> options,
      Path workingDirectory) {
    throw new UnsupportedOperationException(
        file.toString() + environment + options + workingDirectory);
  }
}
