package dev.cellroute.config;

import static dev.cellroute.config.Translations.COMMENT_PREFIX;
import static dev.cellroute.config.Translations.FLAG;
import static dev.cellroute.config.Translations.HOST;
import static dev.cellroute.config.Translations.LEVEL;
import static dev.cellroute.config.Translations.PREFIX;
import static dev.cellroute.config.Translations.SAME;

import dev.cellroute.config.Trait.Effect.Ignored;
import dev.cellroute.config.Trait.Effect.Names;
import dev.cellroute.config.Trait.Effect.Requires;
import dev.cellroute.config.Trait.Effect.Sets;
import dev.cellroute.config.Trait.Translation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The options of Kernel Gateway 3.0.1 in its notebook-http mode, and what becomes of each. */
final class Traits {
  private static final String APP = "KernelGatewayApp.";
  private static final String PERSONALITY = "NotebookHTTPPersonality.";
  private static final String WEBSOCKET = "it belongs to the websocket mode";

  static final List<Trait> ALL = List.of(
      sets("ip", ConfigKeys.HTTP_HOST, HOST),
      sets("port", ConfigKeys.HTTP_PORT, SAME),
      sets("port_retries", ConfigKeys.HTTP_PORT_RETRIES, SAME),
      sets("base_url", ConfigKeys.HTTP_BASE_PATH, PREFIX),
      sets("auth_token", ConfigKeys.HTTP_TOKEN, SAME),
      sets("allow_credentials", ConfigKeys.CORS_ALLOW_CREDENTIALS, SAME),
      sets("allow_headers", ConfigKeys.CORS_ALLOW_HEADERS, SAME),
      sets("allow_methods", ConfigKeys.CORS_ALLOW_METHODS, SAME),
      sets("allow_origin", ConfigKeys.CORS_ALLOW_ORIGIN, SAME),
      sets("expose_headers", ConfigKeys.CORS_EXPOSE_HEADERS, SAME),
      sets("max_age", ConfigKeys.CORS_MAX_AGE, SAME),
      sets("prespawn_count", ConfigKeys.NOTEBOOK_KERNELS, SAME),
      sets("force_kernel_name", ConfigKeys.NOTEBOOK_KERNEL, SAME),
      app("seed_uri", new Names()),
      app(
          "api",
          new Requires(
              Set.of("kernel_gateway.notebook_http", "notebook-http"),
              "only the notebook-http mode is offered")),
      app("trust_xheaders", new Ignored("it changes only Kernel Gateway's log")),
      app("max_kernels", new Ignored("the number of kernels never grows")),
      app("default_kernel_name", new Ignored("the notebook names its kernel")),
      app("env_process_whitelist", new Ignored(WEBSOCKET)),
      new Trait(
          APP + "ws_ping_interval",
          Optional.of("KG_WS_PING_INTERVAL_SECS"),
          new Ignored(WEBSOCKET)),
      sets("certfile", ConfigKeys.HTTP_TLS_CERTIFICATE, SAME),
      sets("keyfile", ConfigKeys.HTTP_TLS_KEY, SAME),
      sets("client_ca", ConfigKeys.HTTP_TLS_CLIENT_CA, SAME),
      app("ssl_version", new Ignored("client and server agree on TLS 1.2 or newer")),
      flag(APP + "log_level", new Sets(ConfigKeys.LOG_LEVEL.name(), LEVEL)),
      flag(APP + "log_format", new Ignored("log.format chooses text or json")),
      flag(APP + "answer_yes", new Ignored("nothing is asked")),
      flag(APP + "cookie_secret", new Ignored("there are no cookies")),
      flag(APP + "cookie_secret_file", new Ignored("there are no cookies")),
      flag(APP + "kernel_manager_class", new Ignored("kernels are managed here")),
      flag(APP + "kernel_spec_manager_class", new Ignored("kernels are managed here")),
      flag(APP + "kernel_websocket_connection_class", new Ignored(WEBSOCKET)),
      flag(APP + "authorizer_class", new Ignored(WEBSOCKET)),
      flag(APP + "identity_provider_class", new Ignored(WEBSOCKET)),
      new Trait(
          PERSONALITY + "cell_parser",
          Optional.of("KG_CELL_PARSER"),
          new Requires(
              Set.of("kernel_gateway.notebook_http.cell.parser"),
              "only annotated cells are understood")),
      flag(
          PERSONALITY + "comment_prefix",
          new Sets(ConfigKeys.NOTEBOOK_COMMENT_PREFIX.name(), COMMENT_PREFIX)),
      new Trait(
          PERSONALITY + "allow_notebook_download",
          Optional.of("KG_ALLOW_NOTEBOOK_DOWNLOAD"),
          new Sets(ConfigKeys.HTTP_SOURCE.name(), FLAG)),
      new Trait(
          PERSONALITY + "static_path",
          Optional.of("KG_STATIC_PATH"),
          new Sets(ConfigKeys.HTTP_STATIC.name(), SAME)));

  private Traits() {}

  private static Trait sets(String name, ConfigKey<?> key, Translation translation) {
    return app(name, new Sets(key.name(), translation));
  }

  private static Trait app(String name, Trait.Effect effect) {
    return new Trait(APP + name, Optional.of("KG_" + name.toUpperCase(Locale.ROOT)), effect);
  }

  private static Trait flag(String flag, Trait.Effect effect) {
    return new Trait(flag, Optional.empty(), effect);
  }
}
