package dev.cellroute.cli;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.LoadedConfig;
import dev.cellroute.logging.Logging;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code cellroute serve}: starts the gateway, says how it is reached, and waits for the wish to
 * stop; the first one lets running calls end, the second does not. Blocks.
 */
final class ServeCommand implements Command {
  /** Nothing is read through Vert.x from the class path: the folder for it would stay behind. */
  private static final FileSystemOptions NO_CACHE =
      new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);

  /** How long closing may take before the process ends without it. */
  private static final Duration CLOSING = Duration.ofSeconds(30);

  /**
   * How long a start that is no longer wanted is waited for, such as an environment that is being
   * made: what it began ends with the process anyway.
   */
  private static final Duration ABANDONING = Duration.ofSeconds(2);

  private static final String[] FOOTER = {
    "",
    "Settings come from variables, too: http.port from CELLROUTE_HTTP_PORT. All keys",
    "with their variables are in conf/reference.yaml; 'cellroute config' shows them.",
    "Kernel Gateway's --KernelGatewayApp.* and --NotebookHTTPPersonality.* work too.",
    "",
    "Exit codes:",
    "    0  stopped as asked",
    "    1  a setup cell failed, or a kernel did not start",
    "    2  usage, configuration or a notebook is wrong",
    "    4  a file or notebook does not exist",
    "    6  the port is taken",
    "    7  it did not stop in time",
    "  130  stopped by Ctrl-C, or before it was ready",
    "  138  a kernel died in a setup cell"
  };

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  private final Console console;
  private final Map<String, String> kernelGatewayFlags;
  private final Service.Launcher launcher;
  private final StopSignal signal;
  private final ReloadSignal reload;

  ServeCommand(
      Console console,
      Map<String, String> kernelGatewayFlags,
      Service.Launcher launcher,
      StopSignal signal,
      ReloadSignal reload) {
    this.console = console;
    this.kernelGatewayFlags = kernelGatewayFlags;
    this.launcher = launcher;
    this.signal = signal;
    this.reload = reload;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Specs.command("Serve notebooks over HTTP.");
    ConfigOptions.addNotebooks(spec);
    ConfigOptions.addFile(spec);
    ConfigOptions.addSettings(spec);
    spec.usageMessage().footer(FOOTER);
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments) {
    LoadedConfig loaded = Specs.loadNotebooks(arguments, kernelGatewayFlags, console);
    Logging logging = Logging.open(loaded.config().log(), console.log());
    Service.Configs configs = new Service.Configs(
        loaded.config(),
        () -> ConfigOptions.load(arguments, kernelGatewayFlags, console).config());
    try {
      return serve(configs);
    } finally {
      logging.close();
    }
  }

  private ExitCode serve(Service.Configs configs) {
    Vertx vertx = Vertx.vertx(options());
    try {
      return serve(vertx, configs);
    } finally {
      await(vertx.close(), CLOSING);
    }
  }

  /** Work on a worker has limits of its own: making an environment may take minutes. */
  private static VertxOptions options() {
    return new VertxOptions()
        .setFileSystemOptions(NO_CACHE)
        .setMaxWorkerExecuteTime(1)
        .setMaxWorkerExecuteTimeUnit(TimeUnit.DAYS);
  }

  private ExitCode serve(Vertx vertx, Service.Configs configs) {
    GatewayConfig config = configs.first();
    StartProgress progress = new StartProgress(console);
    long timer = vertx.setPeriodic(TimeUnit.SECONDS.toMillis(1), each -> progress.tick());
    Future<Service> start = launcher.start(vertx, configs, progress, signal.requested());
    try {
      firstOf(start.toCompletionStage(), signal.requested());
    } catch (CompletionException failure) {
      return isUnwanted() ? abandon(start) : report(failure, config);
    } finally {
      vertx.cancelTimer(timer);
    }
    return start.succeeded() ? serveUntilStopped(start.result(), config) : abandon(start);
  }

  private boolean isUnwanted() {
    return signal.requested().toCompletableFuture().isDone();
  }

  private ExitCode report(CompletionException failure, GatewayConfig config) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new FailureReport(console).reportStart(cause, config.http());
  }

  private ExitCode serveUntilStopped(Service service, GatewayConfig config) {
    Curl address = Address.of(config, service.port());
    console.print(StartReport.text(service.served(), address));
    LOG.info("ready url={} notebooks={}", address.base(), service.served().size());
    reload.onRequest(() -> reload(service));
    StopSignal.Cause cause = signal.requested().toCompletableFuture().join();
    reload.ignore();
    return stop(service, cause);
  }

  private static void reload(Service service) {
    LOG.info("reload requested");
    service.reload().onFailure(failure -> LOG.warn("reload not carried out", failure));
  }

  private ExitCode stop(Service service, StopSignal.Cause cause) {
    LOG.info("stopping once running calls have ended; stop again to stop at once");
    if (cause == StopSignal.Cause.INTERRUPTED) {
      console.say("cellroute: waiting for running calls; press Ctrl-C again to stop at once");
    }
    firstOf(service.drain().otherwiseEmpty().toCompletionStage(), signal.insisted());
    LOG.info("stopping");
    return await(service.close(), CLOSING) ? cause.code() : ExitCode.TIMED_OUT;
  }

  /** Stopped before it was ready. */
  private ExitCode abandon(Future<Service> start) {
    LOG.info("stopping before the start was complete");
    // A start that fails now fails because it was stopped, and has closed all it had.
    await(start.transform(ServeCommand::closeStarted), ABANDONING);
    return ExitCode.INTERRUPTED;
  }

  private static Future<Void> closeStarted(AsyncResult<Service> start) {
    return start.succeeded() ? start.result().close() : Future.succeededFuture();
  }

  private static void firstOf(CompletionStage<?> one, CompletionStage<?> other) {
    CompletableFuture.anyOf(one.toCompletableFuture(), other.toCompletableFuture())
        .join();
  }

  /** Whether it ended well and in time. */
  private static boolean await(Future<?> future, Duration patience) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .thenApply(done -> true)
        .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> {
          LOG.warn("could not close", failure);
          return false;
        })
        .join();
  }
}
