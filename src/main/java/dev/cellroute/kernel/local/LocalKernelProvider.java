package dev.cellroute.kernel.local;

import dev.cellroute.config.KernelConfig;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelProvider;
import dev.cellroute.kernel.KernelRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Starts kernels as child processes of this one and speaks to them over ZeroMQ. */
public final class LocalKernelProvider implements KernelProvider {
  private LocalKernelProvider() {}

  /** Sweeps what a crashed gateway left behind, then is ready to start kernels. Blocks shortly. */
  public static LocalKernelProvider open(Vertx vertx, KernelConfig config) {
    throw new UnsupportedOperationException(config.toString());
  }

  @Override
  public Future<Kernel> start(KernelRequest request) {
    return Future.failedFuture(new UnsupportedOperationException());
  }

  @Override
  public Future<Void> close() {
    return Future.failedFuture(new UnsupportedOperationException());
  }
}
