package dev.cellroute;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.deployment.Deployment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;

/** A running gateway: every part, wired by plain constructors. */
public final class Gateway {
  private Gateway() {}

  /**
   * Reads and compiles the notebooks, finds or makes their environments, seeds the pools and listens. Fails with an
   * {@code InvalidInputException}, a {@code GatewayException} ({@code SEED_FAILED}, {@code KERNEL_START_FAILED}) or the
   * bind error; then nothing of it is left running. {@code progress} is told, one line each, what takes time.
   */
  public static Future<Gateway> start(
      Vertx vertx, GatewayConfig config, Consumer<String> progress) {
    return Future.failedFuture(new UnsupportedOperationException());
  }

  /** The port it listens on, also when the configuration said 0. */
  public int port() {
    throw new UnsupportedOperationException();
  }

  public List<Deployment> deployments() {
    throw new UnsupportedOperationException();
  }

  /** Stops listening and stops every kernel; idempotent. */
  public Future<Void> close() {
    return Future.failedFuture(new UnsupportedOperationException());
  }
}
