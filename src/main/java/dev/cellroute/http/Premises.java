package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.GatewayConfig;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What a server is told to be, and the directory in which it keeps uploads, which only this user
 * may enter. Asking for the directory may make it, and blocks.
 */
public record Premises(GatewayConfig config, Supplier<Path> uploads) {
  public Premises {
    requireNonNull(config, "config");
    requireNonNull(uploads, "uploads");
  }
}
