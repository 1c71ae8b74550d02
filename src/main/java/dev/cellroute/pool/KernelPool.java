package dev.cellroute.pool;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelExit;
import dev.cellroute.kernel.KernelProvider;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A notebook's kernels, kept warm and lent out one call at a time. {@link PoolState} decides; this
 * class only does what it says, on the event loop the pool was started on. From that loop
 * {@link #acquire} answers at once when a kernel is idle; from elsewhere it works, too, with a hop
 * there and back. The queue, the starts at a time and the number of kernels are bounded by
 * {@link PoolOptions}; every wait has a deadline.
 */
public final class KernelPool implements Leases {

  private static final Logger LOG = LoggerFactory.getLogger(KernelPool.class);

  private final Home home;
  private final PoolOptions options;
  private final KernelProvider provider;
  private final Seed seed;
  private final LongSupplier clock;
  private final Alarm alarm;
  private final Hands hands = new Hands();
  private final Promise<KernelPool> opened = Promise.promise();
  private final Promise<Void> ended = Promise.promise();
  private final Map<Long, Kernel> kernels = new HashMap<>();
  private final Map<Long, PoolTicket> tickets = new HashMap<>();
  private final Queue<PoolAction> agenda = new ArrayDeque<>();
  private boolean working;
  private long calls;
  // Written at home only; a snapshot may be taken from any thread.
  private volatile PoolState state;

  private KernelPool(
      Vertx vertx,
      PoolOptions options,
      KernelProvider provider,
      Seed seed,
      Backoff backoff,
      LongSupplier clock) {
    this.home = Home.of(vertx);
    this.options = options;
    this.provider = provider;
    this.seed = seed;
    this.clock = clock;
    this.alarm = new Alarm(vertx, clock, this::tick);
    this.state = PoolState.of(PoolRules.of(options, backoff));
  }

  /**
   * Starts all kernels; succeeds when every one is seeded, fails with the first failure after
   * stopping the rest.
   */
  public static Future<KernelPool> start(
      Vertx vertx, PoolOptions options, KernelProvider provider, Seed seed) {
    return start(vertx, options, provider, seed, Backoff.DOUBLING);
  }

  static Future<KernelPool> start(
      Vertx vertx, PoolOptions options, KernelProvider provider, Seed seed, Backoff backoff) {
    KernelPool pool = new KernelPool(vertx, options, provider, seed, backoff, System::nanoTime);
    pool.home.run(pool::tick);
    return pool.opened.future();
  }

  @Override
  public Ticket acquire(Duration patience) {
    PoolTicket ticket = new PoolTicket(this, home.isHere() ? null : Vertx.currentContext());
    home.run(() -> admit(ticket, patience));
    return ticket;
  }

  public PoolSnapshot snapshot() {
    return state.snapshot();
  }

  /**
   * Refuses new calls, stops every kernel; the future ends when all processes are gone. Idempotent.
   */
  public Future<Void> close() {
    home.run(() -> move(state.closed(now())));
    return ended.future();
  }

  void released(long number) {
    home.run(() -> move(state.released(number, now())));
  }

  void spoiled(long number, String reason) {
    home.run(() -> spoil(number, reason));
  }

  void abandoned(PoolTicket ticket) {
    home.run(() -> {
      tickets.remove(ticket.call());
      move(state.abandoned(ticket.call()));
      ticket.left();
    });
  }

  private void admit(PoolTicket ticket, Duration patience) {
    ticket.admitted(++calls);
    tickets.put(ticket.call(), ticket);
    move(state.called(ticket.call(), patience, now()));
  }

  /** The end of a lease whose kernel died already is no news. */
  private void spoil(long number, String reason) {
    Step step = state.spoiled(number);
    if (!step.actions().isEmpty()) {
      LOG.warn("kernel spoiled kernel={} reason={}", name(number), reason);
    }
    move(step);
  }

  private void tick() {
    move(state.ticked(now()));
  }

  /**
   * Takes the new state first, then does what it asks for. A caller told of its lease may come back
   * with the next event at once; what follows from that waits until the actions decided before are
   * done.
   */
  private void move(Step step) {
    state = step.state();
    agenda.addAll(step.actions());
    if (working) {
      return;
    }
    working = true;
    try {
      for (PoolAction next = agenda.poll(); next != null; next = agenda.poll()) {
        next.by(hands);
      }
    } finally {
      working = false;
    }
    alarm.by(state.alarm());
  }

  private long now() {
    return clock.getAsLong();
  }

  private String name(long number) {
    Kernel kernel = kernels.get(number);
    return kernel == null ? options.kernel().label() + " number " + number : kernel.id();
  }

  private static GatewayException death(Kernel kernel, KernelExit exit) {
    return new GatewayException(
        ErrorCode.KERNEL_DIED, "kernel " + kernel.id() + " died: " + exit.description());
  }

  /** Does what the state decided. Everything it starts reports back at home. */
  private final class Hands implements PoolAction.Doer {

    @Override
    public void start(long number) {
      provider
          .start(options.kernel())
          .onComplete(
              kernel -> home.run(() -> started(number, kernel)),
              cause -> home.run(() -> startFailed(number, cause)));
    }

    private void started(long number, Kernel kernel) {
      kernels.put(number, kernel);
      move(state.started(number));
    }

    private void startFailed(long number, Throwable cause) {
      LOG.warn("kernel start failed kernel={} reason={}", name(number), cause.getMessage());
      move(state.startFailed(number, cause, now()));
    }

    @Override
    public void plant(long number) {
      Kernel kernel = kernel(number);
      seed.plant(kernel)
          .onComplete(
              ready -> home.run(() -> seeded(number, ready)),
              cause -> home.run(() -> seedFailed(number, cause)));
    }

    /**
     * A kernel that ended with its last setup cell never becomes idle; any other is watched from
     * now on.
     */
    private void seeded(long number, Kernel kernel) {
      kernels.replace(number, kernel);
      Future<KernelExit> exit = kernel.exit();
      if (exit.isComplete()) {
        seedFailed(number, death(kernel, exit.result()));
        return;
      }
      move(state.seeded(number, now()));
      exit.onSuccess(how -> home.run(() -> died(number, kernel, how)));
    }

    private void seedFailed(long number, Throwable cause) {
      // The caller of the first start is told; of later ones only the operator can be.
      Level level = opened.future().isComplete() ? Level.WARN : Level.DEBUG;
      LOG.atLevel(level)
          .log("kernel setup failed kernel={} reason={}", name(number), cause.getMessage());
      move(state.seedFailed(number, cause, now()));
    }

    private void died(long number, Kernel kernel, KernelExit how) {
      if (how.cause() != KernelExit.Cause.STOPPED) {
        LOG.warn("kernel died kernel={} how={}", kernel.id(), how.description());
      }
      move(state.died(number, death(kernel, how), now()));
    }

    @Override
    public void stop(long number) {
      kernel(number)
          .stop(options.stopGrace())
          .onComplete(ignored -> home.run(() -> stopped(number)));
    }

    private void stopped(long number) {
      kernels.remove(number);
      move(state.stopped(number, now()));
    }

    @Override
    public void grant(long call, long number) {
      KernelLease lease = new KernelLease(KernelPool.this, number, kernel(number));
      PoolTicket ticket = tickets.remove(call);
      if (ticket == null) {
        lease.release();
      } else {
        ticket.granted(lease);
      }
    }

    @Override
    public void refuse(long call, ErrorCode code, String message) {
      PoolTicket ticket = tickets.remove(call);
      if (ticket != null) {
        ticket.refused(new GatewayException(code, message));
      }
    }

    @Override
    public void open() {
      opened.tryComplete(KernelPool.this);
    }

    @Override
    public void fail(Throwable cause) {
      ended.future().onComplete(ignored -> opened.tryFail(cause));
    }

    @Override
    public void end() {
      alarm.clear();
      ended.tryComplete();
      opened.tryFail(new GatewayException(ErrorCode.DRAINING, "closed before it had opened"));
    }

    private Kernel kernel(long number) {
      Kernel kernel = kernels.get(number);
      if (kernel == null) {
        throw new IllegalStateException("no kernel of number " + number);
      }
      return kernel;
    }
  }
}
