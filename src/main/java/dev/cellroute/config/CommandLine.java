package dev.cellroute.config;

import java.util.List;
import java.util.Map;

/**
 * What the command line says about the configuration: settings by key ({@code http.port} to
 * {@code 8080}), the notebooks named (none: the configuration's list holds), and Kernel Gateway's
 * flags by name without dashes ({@code KernelGatewayApp.port} to {@code 8080}).
 */
public record CommandLine(
    Map<String, String> options, List<String> notebooks, Map<String, String> kernelGatewayFlags) {
  public static final CommandLine EMPTY = new CommandLine(Map.of(), List.of(), Map.of());

  public CommandLine {
    options = Map.copyOf(options);
    notebooks = List.copyOf(notebooks);
    kernelGatewayFlags = Map.copyOf(kernelGatewayFlags);
  }
}
