package dev.cellroute.config;

import dev.cellroute.config.ConfigKey.Option;
import dev.cellroute.config.ConfigKey.Visibility;
import dev.cellroute.config.TokenConfig.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The table of every setting there is. Making a key puts it into the table, so none is forgotten.
 */
final class ConfigKeys {
  /** Filled while this class is initialized, unchanged afterwards. */
  private static final List<ConfigKey<?>> TABLE = new ArrayList<>();

  private static final ValueType<KernelCount> KERNELS =
      new ValueType<>(KernelCount.EXPECTATION, KernelCount::parse);

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);

  static final ConfigKey<String> HTTP_HOST = key(
      "http.host",
      ValueType.host(),
      "127.0.0.1",
      new Option("--host", "H"),
      "Address to listen on; other than loopback it needs http.token or security.open.");
  static final ConfigKey<Integer> HTTP_PORT = key(
      "http.port",
      ValueType.number(0, 65_535),
      "8888",
      new Option("--port", "P"),
      "Port to listen on; 0 picks a free one and prints it.");
  static final ConfigKey<Integer> HTTP_PORT_RETRIES = key(
      "http.port-retries",
      ValueType.number(0, 100),
      "0",
      "How many following ports are tried when the port is taken.");
  static final ConfigKey<String> HTTP_BASE_PATH = key(
      "http.base-path",
      ValueType.prefix(),
      "/",
      new Option("--base-path", "/x"),
      "Prefix of every path, built-in resources included.");
  static final ConfigKey<Secret> HTTP_TOKEN = keep(new ConfigKey<>(
      "http.token",
      ValueType.secret(),
      "",
      Visibility.MASKED,
      Optional.of(new Option("--token", "T")),
      "Token every client must send; unset: no token is asked for."));
  static final ConfigKey<Boolean> HTTP_TRACEBACKS = key(
      "http.tracebacks",
      ValueType.flag(),
      "false",
      "Whether the kernel's traceback is sent to clients.");
  static final ConfigKey<DataSize> HTTP_MAX_BODY = key(
      "http.max-body",
      ValueType.size(new DataSize(0), DataSize.ofMib(2047)),
      "100MiB",
      "Largest request body; beyond it 413.");
  static final ConfigKey<DataSize> HTTP_MAX_HEADERS = key(
      "http.max-headers",
      ValueType.size(DataSize.ofKib(1), DataSize.ofMib(16)),
      "64KiB",
      "Largest sum of request headers; beyond it 431.");
  static final ConfigKey<DataSize> HTTP_MAX_URI = key(
      "http.max-uri",
      ValueType.size(new DataSize(256), DataSize.ofMib(16)),
      "32KiB",
      "Longest request target; beyond it 414.");
  static final ConfigKey<Duration> HTTP_HEADER_TIMEOUT = key(
      "http.header-timeout",
      ValueType.duration(SHORTEST, DAY),
      "5s",
      "Time for the first request of a connection to arrive; then 408, and it is closed.");
  static final ConfigKey<Duration> HTTP_IDLE_TIMEOUT = key(
      "http.idle-timeout",
      ValueType.duration(SHORTEST, DAY),
      "60s",
      "Time after which a connection without traffic is closed; a slow body gets 408.");
  static final ConfigKey<Integer> HTTP_MAX_CONNECTIONS = key(
      "http.max-connections",
      ValueType.number(1, 1_000_000),
      "10000",
      "Most open connections, fewer where files run out; idle ones make room, else 503.");
  static final ConfigKey<Boolean> HTTP_SOURCE = key(
      "http.source",
      ValueType.flag(),
      "false",
      "Whether GET /_api/source serves the notebook itself.");
  static final ConfigKey<Path> HTTP_STATIC = key(
      "http.static",
      ValueType.path(),
      "",
      "Folder whose files are served under /public; unset: none.");

  static final ConfigKey<Path> HTTP_TLS_CERTIFICATE = key(
      "http.tls.certificate",
      ValueType.path(),
      "",
      "PEM file of the certificate and its chain; set: HTTPS; read again when it changes.");
  static final ConfigKey<Path> HTTP_TLS_KEY =
      key("http.tls.key", ValueType.path(), "", "PEM file of the certificate's private key.");
  static final ConfigKey<Path> HTTP_TLS_CLIENT_CA = key(
      "http.tls.client-ca",
      ValueType.path(),
      "",
      "PEM file of authorities; set: clients need a certificate of one of them.");
  static final ConfigKey<Boolean> HTTP_TLS_HTTP2 = key(
      "http.tls.http2",
      ValueType.flag(),
      "false",
      "Whether HTTP/2 is offered to clients that ask for it in the handshake.");

  static final ConfigKey<Duration> REQUEST_TIMEOUT = key(
      "request.timeout",
      ValueType.duration(SHORTEST, DAY),
      "60s",
      "Deadline of a call, waiting for a kernel included; beyond it 504.");
  static final ConfigKey<Integer> REQUEST_QUEUE = key(
      "request.queue",
      ValueType.number(0, 1_000_000),
      "256",
      "How many calls of a notebook may wait for a kernel; beyond it 503 at once.");
  static final ConfigKey<DataSize> REQUEST_MAX_OUTPUT = key(
      "request.max-output",
      ValueType.size(DataSize.ofKib(1), DataSize.ofMib(2047)),
      "64MiB",
      "Most a cell may write in one call; beyond it 500.");

  static final ConfigKey<Duration> KERNEL_START_TIMEOUT = key(
      "kernel.start-timeout",
      ValueType.duration(SHORTEST, DAY),
      "60s",
      "Time for a kernel to start, its setup cells not included.");
  static final ConfigKey<Duration> KERNEL_SEED_TIMEOUT = key(
      "kernel.seed-timeout",
      ValueType.duration(SHORTEST, DAY),
      "10m",
      "Time for each setup cell of a notebook.");
  static final ConfigKey<Duration> KERNEL_INTERRUPT_GRACE = key(
      "kernel.interrupt-grace",
      ValueType.duration(SHORTEST, DAY),
      "1s",
      "Time between interrupting a cell and killing its kernel.");
  static final ConfigKey<DataSize> KERNEL_MAX_MESSAGE = key(
      "kernel.max-message",
      ValueType.size(DataSize.ofMib(1), DataSize.ofMib(2047)),
      "256MiB",
      "Largest single protocol message a kernel may send.");
  static final ConfigKey<Integer> KERNEL_MAX_REQUESTS = key(
      "kernel.max-requests",
      ValueType.number(1, 1_000_000_000),
      "",
      "Calls after which a kernel is replaced by a fresh one; unset: any number.");
  static final ConfigKey<Duration> KERNEL_MAX_AGE = key(
      "kernel.max-age",
      ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(365)),
      "",
      "Time after which a kernel is replaced by a fresh one; unset: any time.");
  static final ConfigKey<DataSize> KERNEL_MAX_MEMORY = key(
      "kernel.max-memory",
      ValueType.size(DataSize.ofMib(16), DataSize.ofMib(16 << 20)),
      "",
      "Memory of a kernel and its children above which it is replaced; unset: any size.");

  static final ConfigKey<KernelEncryption> KERNEL_ENCRYPTION = key(
      "kernel.encryption",
      ValueType.oneOf(KernelEncryption.class),
      "off",
      "Encryption of messages to kernels: where they can (auto), always (required), or off.");

  static final ConfigKey<Path> ENVIRONMENT_CACHE = key(
      "environment.cache",
      ValueType.path(),
      "",
      "Folder of the managed Python environments; unset: cellroute in the user's cache folder.");
  static final ConfigKey<Duration> ENVIRONMENT_TIMEOUT = key(
      "environment.timeout",
      ValueType.duration(Duration.ofSeconds(1), DAY),
      "15m",
      "Time for making one managed Python environment.");

  static final ConfigKey<Boolean> SECURITY_OPEN = key(
      "security.open",
      ValueType.flag(),
      "false",
      "Whether an address other than loopback may be served without a token.");
  static final ConfigKey<List<String>> SECURITY_ALLOWED_HOSTS = key(
      "security.allowed-hosts",
      ValueType.hosts(),
      "",
      "Names clients may use in Host besides loopback names and http.host; else 421; *: any.");
  static final ConfigKey<String> CORS_ALLOW_ORIGIN =
      cors("allow-origin", "Origins that may read answers: exact ones, separated by commas, or *.");
  static final ConfigKey<String> CORS_ALLOW_HEADERS =
      cors("allow-headers", "Value of Access-Control-Allow-Headers.");
  static final ConfigKey<String> CORS_ALLOW_METHODS =
      cors("allow-methods", "Value of Access-Control-Allow-Methods.");
  static final ConfigKey<String> CORS_ALLOW_CREDENTIALS =
      cors("allow-credentials", "Value of Access-Control-Allow-Credentials; not with origin *.");
  static final ConfigKey<String> CORS_EXPOSE_HEADERS =
      cors("expose-headers", "Value of Access-Control-Expose-Headers.");
  static final ConfigKey<String> CORS_MAX_AGE =
      cors("max-age", "Value of Access-Control-Max-Age, in seconds.");

  static final ConfigKey<String> TOKEN_NAME =
      key(ConfigKey.TOKEN + "name", ValueType.name(), "", "What logs call the token.");
  static final ConfigKey<Secret> TOKEN_VALUE = keep(new ConfigKey<>(
      ConfigKey.TOKEN + "value",
      ValueType.secret(),
      "",
      Visibility.MASKED,
      Optional.empty(),
      "The token itself."));
  static final ConfigKey<Path> TOKEN_VALUE_FILE = key(
      ConfigKey.TOKEN + "value-file",
      ValueType.path(),
      "",
      "File that holds it instead, one token a line; read again when it changes.");
  static final ConfigKey<List<Scope>> TOKEN_SCOPES = key(
      ConfigKey.TOKEN + "scopes",
      ValueType.scopes(),
      "call",
      "What it opens: every route, those of one mount, the gateway's own pages.");

  static final ConfigKey<LogConfig.Format> LOG_FORMAT = key(
      "log.format",
      ValueType.oneOf(LogConfig.Format.class),
      "text",
      new Option("--log-format", "text|json"),
      "How a log line is written: for people (text) or for machines (json).");
  static final ConfigKey<LogConfig.Level> LOG_LEVEL = key(
      "log.level",
      ValueType.oneOf(LogConfig.Level.class),
      "info",
      "The least important events that are logged.");

  static final ConfigKey<Compatibility> COMPAT = key(
      "compat",
      ValueType.oneOf(Compatibility.class),
      "none",
      new Option("--compat", "jkg|none"),
      "Whose response bodies are sent: our own (none) or Kernel Gateway's (jkg).");
  static final ConfigKey<LanePreference> LANE = key(
      "lane",
      ValueType.oneOf(LanePreference.class),
      "auto",
      new Option("--lane", "auto|resident|jupyter"),
      "Way into the kernels: the fast one for Python (resident), the standard one (jupyter), or auto.");

  static final ConfigKey<Duration> SHUTDOWN_DRAIN = key(
      "shutdown.drain",
      ValueType.duration(SHORTEST, DAY),
      "30s",
      "Time that running calls have to finish once the server is asked to stop.");
  static final ConfigKey<Boolean> RELOAD = key(
      "reload",
      ValueType.flag(),
      "false",
      Option.flag("--reload"),
      "Whether notebooks are watched, and swapped while they are served when they change.");

  static final ConfigKey<String> NOTEBOOK_PATH = key(
      ConfigKey.ENTRY + "path",
      ValueType.text(),
      "",
      "Notebook file, directory, glob, or http(s) URL; relative to the working directory.");
  static final ConfigKey<String> NOTEBOOK_MOUNT =
      key(ConfigKey.ENTRY + "mount", ValueType.prefix(), "/", "Prefix of the notebook's routes.");
  static final ConfigKey<String> NOTEBOOK_KERNEL = key(
      ConfigKey.ENTRY + "kernel",
      ValueType.text(),
      "",
      "Kernelspec to use; unset: the one the notebook names.");
  static final ConfigKey<KernelCount> NOTEBOOK_KERNELS = key(
      ConfigKey.ENTRY + "kernels",
      KERNELS,
      "1",
      new Option("--kernels", "N|MIN..MAX"),
      "How many kernels answer the notebook's calls; a range follows the load.");
  static final ConfigKey<Path> NOTEBOOK_REQUIREMENTS = key(
      ConfigKey.ENTRY + "requirements",
      ValueType.path(),
      "",
      "Requirements of its managed environment; unset: requirements.txt beside the notebook.");
  static final ConfigKey<String> NOTEBOOK_COMMENT_PREFIX = key(
      ConfigKey.ENTRY + "comment-prefix",
      ValueType.commentPrefix(),
      "",
      "What starts a comment; unset: that of the notebook's language.");
  static final ConfigKey<String> NOTEBOOK_REQUEST_ENCODER = key(
      ConfigKey.ENTRY + "request-encoder",
      ValueType.text(),
      "",
      "Code that sets REQUEST from {base64}, for a language Cellroute has no encoder for.");

  /** A mapping, not a text: the reader of entries takes it by name. */
  static final String NOTEBOOK_ENVIRONMENT = ConfigKey.ENTRY + "environment";

  static final String NOTEBOOKS = "notebooks";
  static final String TOKENS = "security.tokens";

  private ConfigKeys() {}

  static List<ConfigKey<?>> all() {
    return Collections.unmodifiableList(TABLE);
  }

  static Optional<ConfigKey<?>> named(String name) {
    return TABLE.stream().filter(key -> key.name().equals(name)).findFirst();
  }

  /** Every name a configuration file may use, those that are no plain texts included. */
  static List<String> names() {
    List<String> names = new ArrayList<>(TABLE.stream().map(ConfigKey::name).toList());
    names.add(NOTEBOOKS);
    names.add(TOKENS);
    names.add(NOTEBOOK_ENVIRONMENT);
    return names;
  }

  private static ConfigKey<String> cors(String name, String sentence) {
    return key("security.cors." + name, ValueType.headerValue(), "", sentence);
  }

  private static <T> ConfigKey<T> key(
      String name, ValueType<T> type, String fallback, String sentence) {
    return keep(
        new ConfigKey<>(name, type, fallback, Visibility.SHOWN, Optional.empty(), sentence));
  }

  private static <T> ConfigKey<T> key(
      String name, ValueType<T> type, String fallback, Option option, String sentence) {
    return keep(
        new ConfigKey<>(name, type, fallback, Visibility.SHOWN, Optional.of(option), sentence));
  }

  private static <T> ConfigKey<T> keep(ConfigKey<T> key) {
    TABLE.add(key);
    return key;
  }
}
