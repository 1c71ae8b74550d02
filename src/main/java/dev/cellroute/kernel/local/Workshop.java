package dev.cellroute.kernel.local;

import dev.cellroute.config.KernelConfig;
import dev.cellroute.config.KernelEncryption;
import dev.cellroute.kernelspec.Encryption;
import dev.cellroute.kernelspec.KernelSpec;
import io.vertx.core.WorkerExecutor;
import java.util.Map;

/** What all kernels of a provider share. Safe from any thread. */
final class Workshop {
  private final GatewayMark gateway;
  private final RuntimeDirectory directory;
  private final Wrapping wrapping;
  private final Map<String, String> environment;
  private final WorkerExecutor workers;
  private final long maxMessage;
  private final KernelEncryption encryption;
  private final ProcessCensus census = new ProcessCensus();
  private final Watch watch;

  /** Set once by the provider when it closes, read by starts on any thread. */
  private volatile boolean closing;

  /**
   * Replaced when the loop has failed, under this object's lock, so that two callers do not open
   * two.
   */
  private ZmqLoop loop;

  Workshop(
      GatewayMark gateway,
      RuntimeDirectory directory,
      Map<String, String> environment,
      WorkerExecutor workers,
      KernelConfig config) {
    this.gateway = gateway;
    this.directory = directory;
    this.environment = Map.copyOf(environment);
    this.workers = workers;
    maxMessage = config.maxMessage().bytes();
    encryption = config.encryption();
    wrapping = Wrapping.on(environment.getOrDefault("PATH", ""));
    watch = Watch.of(wrapping, workers);
    loop = ZmqLoop.start(maxMessage);
  }

  GatewayMark gateway() {
    return gateway;
  }

  RuntimeDirectory directory() {
    return directory;
  }

  Wrapping wrapping() {
    return wrapping;
  }

  Map<String, String> environment() {
    return environment;
  }

  WorkerExecutor workers() {
    return workers;
  }

  Watch watch() {
    return watch;
  }

  ProcessCensus census() {
    return census;
  }

  /** Whether the operator wants it, and the kernel can do it; who must has been refused before. */
  boolean encrypts(KernelSpec spec) {
    return encryption.isWanted() && spec.encryption() == Encryption.CURVE;
  }

  /** The loop that works. */
  synchronized ZmqLoop loop() {
    if (loop.hasEnded()) {
      loop = ZmqLoop.start(maxMessage);
    }
    return loop;
  }

  /** From now on no process is started, and one that is being started is killed. */
  void beginClosing() {
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }

  synchronized void close() {
    loop.close();
    directory.delete();
  }
}
