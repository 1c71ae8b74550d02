package dev.cellroute.config;

import dev.cellroute.config.Layer.Entry;
import dev.cellroute.fault.Diagnostic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What must hold between settings, each valid by itself. Pure. */
final class ConfigRules {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1|0:0:0:0:0:0:0:1");

  /** Where the gateway's own resources are; the compiler of notebooks keeps endpoints off them. */
  private static final List<String> RESERVED = List.of("/_api", "/api/executions");

  private ConfigRules() {}

  static void check(Settings settings, Consumer<Diagnostic> report) {
    openAddress(settings, report);
    credentialsForEveryone(settings, report);
    settings.notebooks().forEach(entry -> reservedMount(settings, entry, report));
    messageBelowOutput(settings, report);
    wholeTls(settings, report);
  }

  private static void wholeTls(Settings settings, Consumer<Diagnostic> report) {
    boolean certificate = settings.find(ConfigKeys.HTTP_TLS_CERTIFICATE).isPresent();
    boolean key = settings.find(ConfigKeys.HTTP_TLS_KEY).isPresent();
    if (certificate != key) {
      report.accept(
          alone(settings, certificate ? ConfigKeys.HTTP_TLS_CERTIFICATE : ConfigKeys.HTTP_TLS_KEY));
    } else if (!certificate && settings.find(ConfigKeys.HTTP_TLS_CLIENT_CA).isPresent()) {
      report.accept(alone(settings, ConfigKeys.HTTP_TLS_CLIENT_CA));
    } else if (!certificate && settings.value(ConfigKeys.HTTP_TLS_HTTP2)) {
      report.accept(alone(settings, ConfigKeys.HTTP_TLS_HTTP2));
    }
  }

  private static Diagnostic alone(Settings settings, ConfigKey<?> given) {
    return settings
        .given(given)
        .place()
        .error(
            "contradiction",
            given.name() + " alone (expected: http.tls.certificate and http.tls.key)");
  }

  private static void openAddress(Settings settings, Consumer<Diagnostic> report) {
    String host = settings.value(ConfigKeys.HTTP_HOST);
    if (isLoopback(host)
        || settings.find(ConfigKeys.HTTP_TOKEN).isPresent()
        || !settings.tokens().isEmpty()
        || settings.value(ConfigKeys.SECURITY_OPEN)) {
      return;
    }
    report.accept(
        settings
            .given(ConfigKeys.HTTP_HOST)
            .place()
            .error(
                "open-address",
                "http.host: " + host + " can be reached from other machines and no token is set")
            .withHelp(
                "set http.token (--token T) or security.tokens, or security.open: true to serve everyone"));
  }

  static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  private static void credentialsForEveryone(Settings settings, Consumer<Diagnostic> report) {
    boolean everyone = Arrays.stream(
            settings.find(ConfigKeys.CORS_ALLOW_ORIGIN).orElse("").split(","))
        .anyMatch(origin -> "*".equals(origin.strip()));
    String credentials = settings.find(ConfigKeys.CORS_ALLOW_CREDENTIALS).orElse("");
    if (everyone && "true".equalsIgnoreCase(credentials)) {
      report.accept(settings
          .given(ConfigKeys.CORS_ALLOW_CREDENTIALS)
          .place()
          .error(
              "cors-credentials",
              "security.cors.allow-credentials: true with security.cors.allow-origin: *"
                  + " (expected: exact origins)"));
    }
  }

  private static void reservedMount(Settings settings, Entry entry, Consumer<Diagnostic> report) {
    Given mount = settings.given(ConfigKeys.NOTEBOOK_MOUNT, entry);
    RESERVED.stream()
        .filter(prefix -> (mount.text() + "/").startsWith(prefix + "/"))
        .forEach(prefix -> report.accept(mount
            .place()
            .error(
                "reserved-path",
                "notebooks[].mount: " + mount.text() + " is under the reserved prefix " + prefix)
            .withHelp("the gateway's own resources are there; choose another prefix")));
  }

  /** A message that carries a cell's whole output must fit. */
  private static void messageBelowOutput(Settings settings, Consumer<Diagnostic> report) {
    DataSize message = settings.value(ConfigKeys.KERNEL_MAX_MESSAGE);
    DataSize output = settings.value(ConfigKeys.REQUEST_MAX_OUTPUT);
    if (message.bytes() < output.bytes()) {
      report.accept(settings
          .given(ConfigKeys.KERNEL_MAX_MESSAGE)
          .place()
          .error(
              "contradiction",
              "kernel.max-message: "
                  + message
                  + " (expected: at least request.max-output, "
                  + output
                  + ")"));
    }
  }
}
