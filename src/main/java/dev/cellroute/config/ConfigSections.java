package dev.cellroute.config;

import dev.cellroute.config.SecurityConfig.Cors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings as the records the rest of the program reads. Pure. */
final class ConfigSections {
  private final Settings settings;
  private final Map<String, String> environment;
  private final Path workingDirectory;

  ConfigSections(Settings settings, Map<String, String> environment, Path workingDirectory) {
    this.settings = settings;
    this.environment = environment;
    this.workingDirectory = workingDirectory;
  }

  GatewayConfig assemble(List<NotebookConfig> notebooks, List<TokenConfig> tokens) {
    return new GatewayConfig(
        http(),
        notebooks,
        request(),
        kernel(),
        environment(),
        security(tokens),
        new LogConfig(value(ConfigKeys.LOG_FORMAT), value(ConfigKeys.LOG_LEVEL)),
        value(ConfigKeys.COMPAT),
        value(ConfigKeys.LANE),
        new LifecycleConfig(value(ConfigKeys.SHUTDOWN_DRAIN), value(ConfigKeys.RELOAD)));
  }

  private HttpConfig http() {
    return new HttpConfig(
        value(ConfigKeys.HTTP_HOST),
        value(ConfigKeys.HTTP_PORT),
        value(ConfigKeys.HTTP_PORT_RETRIES),
        value(ConfigKeys.HTTP_BASE_PATH),
        value(ConfigKeys.HTTP_TRACEBACKS),
        value(ConfigKeys.HTTP_MAX_BODY),
        value(ConfigKeys.HTTP_MAX_HEADERS),
        value(ConfigKeys.HTTP_MAX_URI),
        value(ConfigKeys.HTTP_HEADER_TIMEOUT),
        value(ConfigKeys.HTTP_IDLE_TIMEOUT),
        value(ConfigKeys.HTTP_MAX_CONNECTIONS),
        value(ConfigKeys.HTTP_SOURCE),
        settings.find(ConfigKeys.HTTP_STATIC).map(workingDirectory::resolve),
        file(ConfigKeys.HTTP_TLS_CERTIFICATE).map(this::tls));
  }

  /** The rules have seen to it that there is a key. */
  private TlsConfig tls(Path certificate) {
    return new TlsConfig(
        certificate,
        file(ConfigKeys.HTTP_TLS_KEY).orElseThrow(),
        file(ConfigKeys.HTTP_TLS_CLIENT_CA),
        value(ConfigKeys.HTTP_TLS_HTTP2));
  }

  private Optional<Path> file(ConfigKey<Path> key) {
    return settings.find(key).map(workingDirectory::resolve);
  }

  private RequestConfig request() {
    return new RequestConfig(
        value(ConfigKeys.REQUEST_TIMEOUT),
        value(ConfigKeys.REQUEST_QUEUE),
        value(ConfigKeys.REQUEST_MAX_OUTPUT));
  }

  private KernelConfig kernel() {
    return new KernelConfig(
        value(ConfigKeys.KERNEL_START_TIMEOUT),
        value(ConfigKeys.KERNEL_SEED_TIMEOUT),
        value(ConfigKeys.KERNEL_INTERRUPT_GRACE),
        value(ConfigKeys.KERNEL_MAX_MESSAGE),
        new Recycling(
            settings.find(ConfigKeys.KERNEL_MAX_REQUESTS),
            settings.find(ConfigKeys.KERNEL_MAX_AGE),
            settings.find(ConfigKeys.KERNEL_MAX_MEMORY)),
        value(ConfigKeys.KERNEL_ENCRYPTION));
  }

  private EnvironmentConfig environment() {
    return new EnvironmentConfig(
        settings
            .find(ConfigKeys.ENVIRONMENT_CACHE)
            .map(workingDirectory::resolve)
            .orElseGet(() -> UserFolders.cache(environment)),
        value(ConfigKeys.ENVIRONMENT_TIMEOUT));
  }

  private SecurityConfig security(List<TokenConfig> tokens) {
    return new SecurityConfig(
        tokens,
        value(ConfigKeys.SECURITY_OPEN),
        settings.find(ConfigKeys.SECURITY_ALLOWED_HOSTS).orElse(List.of()),
        new Cors(
            value(ConfigKeys.CORS_ALLOW_ORIGIN),
            value(ConfigKeys.CORS_ALLOW_HEADERS),
            value(ConfigKeys.CORS_ALLOW_METHODS),
            value(ConfigKeys.CORS_ALLOW_CREDENTIALS),
            value(ConfigKeys.CORS_EXPOSE_HEADERS),
            value(ConfigKeys.CORS_MAX_AGE)));
  }

  private <T> T value(ConfigKey<T> key) {
    return settings.value(key);
  }
}
