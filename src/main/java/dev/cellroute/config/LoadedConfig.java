package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.Diagnostic;
import java.util.List;

/**
 * A valid configuration, each of its settings with its origin, and what the loader found worth a
 * warning.
 */
public record LoadedConfig(
    GatewayConfig config, List<Setting> settings, List<Diagnostic> warnings) {
  public LoadedConfig {
    requireNonNull(config, "config");
    settings = List.copyOf(settings);
    warnings = List.copyOf(warnings);
  }
}
