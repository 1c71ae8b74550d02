package dev.cellroute.testing;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Capacity;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelProvider;
import dev.cellroute.kernel.KernelRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** Starts fake kernels: at once, or one by one when the test says so. For one thread. */
public final class FakeKernelProvider implements KernelProvider {

  /** A start under way. */
  private record Pending(KernelRequest request, Promise<Kernel> answer) {}

  private static final String CLOSING = "the kernel provider is closed";

  private final FakeScript script;
  private final List<KernelRequest> requests = new ArrayList<>();
  private final List<FakeKernel> kernels = new ArrayList<>();
  private final Queue<Pending> pending = new ArrayDeque<>();
  private final Set<String> impossible = new HashSet<>();
  private boolean holding;
  private boolean closed;
  private int depth = 1;

  public FakeKernelProvider(FakeScript script) {
    this.script = script;
  }

  /** From now on starts wait for {@link #finishStart} or {@link #failStart}. */
  public FakeKernelProvider holdStarts() {
    holding = true;
    return this;
  }

  /** From now on starts succeed at once. */
  public FakeKernelProvider letStarts() {
    holding = false;
    return this;
  }

  /** From now on kernels take so many calls at once. */
  public FakeKernelProvider ofDepth(int depth) {
    this.depth = depth;
    return this;
  }

  /** Requests with this label fail. */
  public FakeKernelProvider failingFor(String label) {
    impossible.add(label);
    return this;
  }

  @Override
  public Future<Kernel> start(KernelRequest request) {
    requests.add(request);
    Pending start = new Pending(request, Promise.promise());
    if (closed) {
      fail(start, CLOSING);
    } else if (holding) {
      pending.add(start);
    } else if (impossible.contains(request.label())) {
      fail(start, request.label() + " cannot start");
    } else {
      finish(start);
    }
    return start.answer().future();
  }

  @Override
  public Future<Void> close() {
    closed = true;
    while (!pending.isEmpty()) {
      failStart(CLOSING);
    }
    kernels.forEach(kernel -> kernel.stop(Duration.ZERO));
    return Future.succeededFuture();
  }

  /** The start asked for first succeeds. */
  public void finishStart() {
    finish(pending.remove());
  }

  /** The start asked for first fails. */
  public void failStart(String why) {
    fail(pending.remove(), why);
  }

  public int pendingStarts() {
    return pending.size();
  }

  public List<KernelRequest> requests() {
    return List.copyOf(requests);
  }

  /** Every kernel it started, in order, dead ones included. */
  public List<FakeKernel> kernels() {
    return List.copyOf(kernels);
  }

  public FakeKernel kernel(int index) {
    return kernels.get(index);
  }

  public long alive() {
    return kernels.stream().filter(FakeKernel::isAlive).count();
  }

  private static void fail(Pending start, String why) {
    start.answer().fail(new GatewayException(ErrorCode.KERNEL_START_FAILED, why));
  }

  private void finish(Pending start) {
    String id = start.request().label() + "-" + (kernels.size() + 1);
    FakeKernel kernel = new FakeKernel(id, start.request().spec(), script, Capacity.ofDepth(depth));
    kernels.add(kernel);
    start.answer().complete(kernel);
  }
}
