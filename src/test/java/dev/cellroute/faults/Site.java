package dev.cellroute.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.Gateway;
import dev.cellroute.config.CommandLine;
import dev.cellroute.config.ConfigKey;
import dev.cellroute.config.ConfigLoader;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.LogConfig;
import dev.cellroute.logging.Logging;
import dev.cellroute.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A gateway under attack, with real kernels and a folder of its own, seen from outside: its port,
 * its process and its log. It runs in this process. Blocks.
 */
final class Site implements AutoCloseable {
  private static final int MINUTES = 3;

  private final Plan plan;
  private final Path folder;
  private final LogTap log;
  private final Logging logging;
  private final Vertx vertx;
  private final Gateway gateway;
  private final Oracles oracles;

  private Site(Plan plan, Path folder, LogTap log, Logging logging, Vertx vertx, Gateway gateway) {
    this.plan = plan;
    this.folder = folder;
    this.log = log;
    this.logging = logging;
    this.vertx = vertx;
    this.gateway = gateway;
    this.oracles = new Oracles(this);
  }

  /** Serves the plan; what is below the folder is the plan's. */
  static Site open(Plan plan) throws IOException {
    Path folder = Files.createTempDirectory("faults");
    write(folder, plan.files());
    LogTap log = new LogTap();
    Logging logging = Logging.open(new LogConfig(LogConfig.Format.JSON, LogConfig.Level.INFO), log);
    Vertx vertx = Vertx.vertx();
    Gateway gateway = start(vertx, config(plan, folder));
    Site site = new Site(plan, folder, log, logging, vertx, gateway);
    site.oracles.begin();
    return site;
  }

  /** Leaves nothing when it fails. */
  private static Gateway start(Vertx vertx, GatewayConfig config) {
    try {
      return await(Gateway.start(vertx, config, line -> {}));
    } catch (RuntimeException failure) {
      await(vertx.close());
      throw failure;
    }
  }

  static void write(Path folder, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path place = folder.resolve(file.getKey());
      Files.createDirectories(place.getParent());
      Files.writeString(place, file.getValue());
    }
  }

  private static GatewayConfig config(Plan plan, Path folder) {
    Map<String, String> variables = ConfigKey.all().stream()
        .filter(key -> plan.settings().containsKey(key.name()))
        .collect(Collectors.toMap(
            ConfigKey::variable, key -> String.valueOf(plan.settings().get(key.name()))));
    Map<String, String> options = new HashMap<>();
    options.put("http.port", "0");
    options.put("lane", plan.lane().name().toLowerCase(Locale.ROOT));
    CommandLine line = new CommandLine(options, List.of(folder.toString()), Map.of());
    return ConfigLoader.load(Optional.empty(), variables, line, folder).config();
  }

  int port() {
    return gateway.port();
  }

  Path folder() {
    return folder;
  }

  Plan plan() {
    return plan;
  }

  LogTap log() {
    return log;
  }

  Census census() {
    return new Census(ProcessHandle.current().pid());
  }

  Oracles oracles() {
    return oracles;
  }

  /** The kernels' processes and those they have started. */
  List<Long> processes() {
    return census().processes();
  }

  /** The only kernel's process. */
  long kernel() {
    List<Long> all = processes();
    if (all.size() != 1) {
      throw new AssertionError("processes of kernels: " + all);
    }
    return all.get(0);
  }

  /** Sends a signal by its name, as the shell does. */
  static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid))
        .inheritIO()
        .start()
        .waitFor();
  }

  /** Waits until the notebooks' entries of the readiness report contain this. */
  void awaitReport(String part) {
    Eventually.holds(
        Duration.ofSeconds(20),
        () -> assertThat(get("/_api/health/ready").only().body()).contains(part));
  }

  Client client() {
    return new Client(port());
  }

  Wire connect() throws IOException {
    return client().connect();
  }

  Seen ask(String method, String target, String... headers) throws IOException {
    return client().ask(method, target, headers);
  }

  Seen get(String target, String... headers) throws IOException {
    return client().get(target, headers);
  }

  Seen send(String method, String target, String body, String... headers) throws IOException {
    return client().send(method, target, body, headers);
  }

  String read(String target) throws IOException {
    return client().read(target);
  }

  @Override
  public void close() {
    try {
      await(gateway.close());
      await(vertx.close());
    } finally {
      logging.close();
    }
  }

  private static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(MINUTES, TimeUnit.MINUTES)
        .join();
  }
}
