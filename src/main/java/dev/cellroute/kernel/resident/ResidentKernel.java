package dev.cellroute.kernel.resident;

import dev.cellroute.kernel.Capacity;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelExit;
import dev.cellroute.kernel.KernelInfo;
import dev.cellroute.kernel.Lane;
import dev.cellroute.kernel.Vitals;
import dev.cellroute.kernelspec.KernelSpec;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** A kernel with an open lane; in everything else it is the kernel it was before. */
final class ResidentKernel implements Kernel {
  private final Kernel kernel;
  private final LaneConnection connection;
  private final Optional<Lane> lane;
  private final Capacity capacity;

  ResidentKernel(Kernel kernel, LaneTerms terms, LaneConnection connection) {
    this.kernel = kernel;
    this.connection = connection;
    lane = Optional.of(new ResidentLane(terms, connection));
    capacity = terms.capacity();
  }

  @Override
  public String id() {
    return kernel.id();
  }

  @Override
  public KernelSpec spec() {
    return kernel.spec();
  }

  @Override
  public KernelInfo info() {
    return kernel.info();
  }

  @Override
  public Exchange execute(ExecuteRequest request) {
    return kernel.execute(request);
  }

  @Override
  public Optional<Lane> lane() {
    return lane;
  }

  @Override
  public Capacity capacity() {
    return capacity;
  }

  @Override
  public Future<Void> interrupt() {
    return kernel.interrupt();
  }

  @Override
  public Future<KernelExit> stop(Duration grace) {
    connection.stopping();
    return kernel.stop(grace);
  }

  @Override
  public Future<KernelExit> exit() {
    return kernel.exit();
  }

  @Override
  public Future<Vitals> vitals() {
    return kernel.vitals();
  }
}
