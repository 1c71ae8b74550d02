package dev.cellroute.invocation;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.pool.Leases;
import io.vertx.core.Vertx;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Runs one notebook's calls on leased kernels: queue, cell, ResponseInfo, answer. It keeps nothing
 * between calls but the endpoints' joined sources; a call lives on the event loop it was started
 * on.
 */
public final class CellInvoker implements Invoker {
  private final CellKit kit;
  private final IdentityHashMap<Endpoint, Programs> programs = new IdentityHashMap<>();

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
  }

  @Override
  public Call invoke(Invocation invocation) {
    CellCall call = new CellCall(kit, programs(invocation.endpoint()), invocation);
    call.start();
    return call;
  }

  private Programs programs(Endpoint endpoint) {
    Programs known = programs.get(endpoint);
    return known == null ? Programs.of(endpoint, Programs.NO_NUMBER) : known;
  }
}
