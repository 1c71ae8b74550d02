package dev.cellroute.invocation;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.EndpointOptions.Batch;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.pool.Departure;
import dev.cellroute.pool.Lease;
import dev.cellroute.pool.Leases.Ticket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Runs the calls of one endpoint with {@code batch}. A call asks for a kernel at once and has an
 * idle one for itself; callers are gathered only while every kernel is busy, because then they wait
 * anyway. There is no timer for it.
 *
 * <pre>
 *   call ──► {@link BatchQueue} ◄────────────────────── split: each alone
 *                 │ as many tickets as it makes runs          ▲
 *                 ▼                                           │
 *   lease ──► up to N callers ──► {@link BatchRun} ──► failed ┤
 *     ▲                                            ──► ended: each has its answer
 *     └── the same lease again while callers are to be run alone
 * </pre>
 *
 * Who waits is bounded by {@link Batching#queue}. While somebody waits there is a ticket; when the
 * pool refuses the last one, all who wait are refused. Used on one event loop.
 */
final class Batcher {
  /** Longer than any caller waits, so that a ticket never ends before those it was asked for. */
  private static final Duration PATIENCE = Duration.ofDays(365);

  private final CellKit kit;
  private final Endpoint endpoint;
  private final Programs programs;
  private final Batch batch;
  private final BatchQueue<BatchCall> queue;
  private final Deque<Ticket> tickets = new ArrayDeque<>();

  Batcher(CellKit kit, Endpoint endpoint, Programs programs, Batch batch) {
    this.kit = kit;
    this.endpoint = endpoint;
    this.programs = programs;
    this.batch = batch;
    this.queue = new BatchQueue<>(batch.max(), BatchCall::size);
  }

  Invoker.Call invoke(Invocation invocation) {
    BatchCall call = new BatchCall(kit, invocation, this::left);
    call.start();
    queue.add(call);
    ask();
    refuseBeyondLimit(call);
    return call;
  }

  private void refuseBeyondLimit(BatchCall call) {
    int limit = kit.options().batching().queue();
    if (queue.size() > limit && queue.remove(call)) {
      call.fail(new GatewayException(
          ErrorCode.NO_CAPACITY,
          "no kernel free and the queue is full (waiting=%d)".formatted(queue.size())));
      ask();
    }
  }

  private void left(BatchCall call) {
    BatchRun run = call.run();
    if (run != null) {
      run.left();
    } else if (queue.remove(call)) {
      ask();
    }
  }

  /** Has a ticket for each run that is due, and no more. */
  private void ask() {
    while (tickets.size() > queue.runs()) {
      tickets.removeLast().abandon();
    }
    while (tickets.size() < queue.runs()) {
      Ticket ticket = kit.leases().acquire(PATIENCE);
      tickets.addLast(ticket);
      ticket
          .lease()
          .onSuccess(lease -> granted(ticket, lease))
          .onFailure(failure -> refused(ticket, failure));
      if (ticket.lease().failed()) {
        return;
      }
    }
  }

  /** A ticket that was abandoned gives its lease back itself. */
  private void granted(Ticket ticket, Lease lease) {
    if (tickets.remove(ticket)) {
      serve(lease);
    }
  }

  private void refused(Ticket ticket, Throwable failure) {
    if (tickets.remove(ticket) && tickets.isEmpty()) {
      queue.takeAll().forEach(call -> call.fail(failure));
    }
  }

  private void serve(Lease lease) {
    List<BatchCall> calls = next();
    if (calls.isEmpty()) {
      lease.release();
    } else {
      kit.options().batching().listener().batched(endpoint, calls.size());
      new BatchRun(kit, calls, batch.onError(), queue::addAlone)
          .start(programs, new KeptLease(lease));
    }
    ask();
  }

  private List<BatchCall> next() {
    List<BatchCall> calls = List.of();
    while (calls.isEmpty() && queue.size() > 0) {
      calls = queue.take().stream().filter(BatchCall::isInTime).toList();
    }
    return calls;
  }

  /** A lease that serves those who are to be run alone before it goes back. */
  private final class KeptLease implements Lease {
    private final Lease lease;

    KeptLease(Lease lease) {
      this.lease = lease;
    }

    @Override
    public Kernel kernel() {
      return lease.kernel();
    }

    @Override
    public void release() {
      if (queue.hasAlone()) {
        serve(lease);
      } else {
        lease.release();
      }
    }

    @Override
    public void spoil(Departure cause, String reason) {
      lease.spoil(cause, reason);
      ask();
    }
  }
}
