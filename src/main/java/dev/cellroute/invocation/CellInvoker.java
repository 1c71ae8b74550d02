package dev.cellroute.invocation;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.pool.Leases;
import io.vertx.core.Vertx;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Runs one notebook's calls on leased kernels: queue, cell, ResponseInfo, answer. It keeps nothing
 * between calls but the endpoints' joined sources, and the callers that wait for a batch; a call
 * lives on the event loop it was started on, those of an endpoint with {@code batch} all on one.
 */
public final class CellInvoker implements Invoker {
  private final CellKit kit;
  private final IdentityHashMap<Endpoint, Programs> programs = new IdentityHashMap<>();
  private final IdentityHashMap<Endpoint, Batcher> batchers = new IdentityHashMap<>();

  /**
   * {@code endpoints} are the ones it will be asked to invoke; the place of each in the list is its
   * number on a kernel's lane.
   */
  public CellInvoker(
      Vertx vertx,
      Leases leases,
      Dialect dialect,
      List<Endpoint> endpoints,
      InvokerOptions options) {
    this(vertx, leases, dialect, endpoints, options, System::nanoTime);
  }

  CellInvoker(
      Vertx vertx,
      Leases leases,
      Dialect dialect,
      List<Endpoint> endpoints,
      InvokerOptions options,
      LongSupplier clock) {
    ResponseAssembler assembler = new ResponseAssembler(options.compat());
    kit = new CellKit(vertx, leases, dialect, assembler, options, clock);
    for (int number = 0; number < endpoints.size(); number++) {
      programs.put(endpoints.get(number), Programs.of(endpoints.get(number), number));
    }
    endpoints.stream()
        .filter(each -> each.options().batch().isPresent())
        .forEach(each -> batchers.put(each, newBatcher(each)));
  }

  @Override
  public Call invoke(Invocation invocation) {
    return invocation.endpoint().options().batch().isPresent()
        ? batcher(invocation.endpoint()).invoke(invocation)
        : single(invocation);
  }

  private Call single(Invocation invocation) {
    CellCall call = new CellCall(kit, programs(invocation.endpoint()), invocation);
    call.start();
    return call;
  }

  private Batcher batcher(Endpoint endpoint) {
    Batcher known = batchers.get(endpoint);
    return known == null ? newBatcher(endpoint) : known;
  }

  private Batcher newBatcher(Endpoint endpoint) {
    return new Batcher(
        kit, endpoint, programs(endpoint), endpoint.options().batch().orElseThrow());
  }

  private Programs programs(Endpoint endpoint) {
    Programs known = programs.get(endpoint);
    return known == null ? Programs.of(endpoint, Programs.NO_NUMBER) : known;
  }
}
