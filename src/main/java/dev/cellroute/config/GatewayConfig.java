package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Everything that can be set, one record a section. Made by {@code ConfigLoader}, immutable. */
public record GatewayConfig(
    HttpConfig http,
    List<NotebookConfig> notebooks,
    RequestConfig request,
    KernelConfig kernel,
    EnvironmentConfig environment,
    SecurityConfig security,
    LogConfig log,
    Compatibility compat,
    LanePreference lane,
    LifecycleConfig lifecycle) {
  public GatewayConfig {
    requireNonNull(http, "http");
    notebooks = List.copyOf(notebooks);
    requireNonNull(request, "request");
    requireNonNull(kernel, "kernel");
    requireNonNull(environment, "environment");
    requireNonNull(security, "security");
    requireNonNull(log, "log");
    requireNonNull(compat, "compat");
    requireNonNull(lane, "lane");
    requireNonNull(lifecycle, "lifecycle");
  }

  /** The same for other notebooks. */
  public GatewayConfig withNotebooks(List<NotebookConfig> others) {
    return new GatewayConfig(
        http, others, request, kernel, environment, security, log, compat, lane, lifecycle);
  }

  /** The same with other tokens. */
  public GatewayConfig withTokens(List<TokenConfig> others) {
    return new GatewayConfig(
        http,
        notebooks,
        request,
        kernel,
        environment,
        security.withTokens(others),
        log,
        compat,
        lane,
        lifecycle);
  }
}
