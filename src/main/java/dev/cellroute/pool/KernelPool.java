package dev.cellroute.pool;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.KernelProvider;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * A notebook's kernels, kept warm and lent out. {@link PoolState} decides, {@link Course} has it
 * done, {@link KernelKeeper} looks after the kernels; this class speaks with the callers. From the
 * event loop the pool was started on {@link #acquire} answers at once when a kernel is free; from
 * elsewhere it works, too, with a hop there and back. The queue, the starts at a time and the
 * number of kernels are bounded by {@link PoolOptions}; every wait has a deadline.
 */
public final class KernelPool implements Leases {

  private final Home home;
  private final Course course;
  private final KernelKeeper keeper;
  private final Scales scales;
  private final Promise<KernelPool> opened = Promise.promise();
  private final Promise<Void> ended = Promise.promise();
  private final Map<Long, PoolTicket> tickets = new HashMap<>();
  private long calls;

  private KernelPool(
      Vertx vertx,
      PoolOptions options,
      KernelProvider provider,
      Seed seed,
      PoolListener listener,
      Timing timing) {
    home = Home.of(vertx);
    PoolNews news = new PoolNews(options.kernel().label(), listener);
    PoolState start = PoolState.of(PoolRules.of(options, timing.backoff()));
    course = new Course(vertx, start, new Hands(), news::tell, timing.clock());
    keeper = new KernelKeeper(home, course, options, provider, seed, listener);
    scales = new Scales(vertx, course, keeper, options.recycling());
  }

  /**
   * Starts all kernels; succeeds when every one is seeded, fails with the first failure after
   * stopping the rest.
   */
  public static Future<KernelPool> start(
      Vertx vertx, PoolOptions options, KernelProvider provider, Seed seed) {
    return start(vertx, options, provider, seed, PoolListener.NONE);
  }

  /** The same; the listener is told what becomes of the kernels. */
  public static Future<KernelPool> start(
      Vertx vertx, PoolOptions options, KernelProvider provider, Seed seed, PoolListener listener) {
    return start(vertx, options, provider, seed, listener, Timing.REAL);
  }

  static Future<KernelPool> start(
      Vertx vertx,
      PoolOptions options,
      KernelProvider provider,
      Seed seed,
      PoolListener listener,
      Timing timing) {
    return begin(new KernelPool(vertx, options, provider, seed, listener, timing))
        .opened();
  }

  /**
   * The same, handing the pool over at once: it can be looked at and closed while it starts, and
   * lends nothing before it has {@link #opened}.
   */
  public static KernelPool begin(
      Vertx vertx, PoolOptions options, KernelProvider provider, Seed seed, PoolListener listener) {
    return begin(new KernelPool(vertx, options, provider, seed, listener, Timing.REAL));
  }

  private static KernelPool begin(KernelPool pool) {
    pool.home.run(pool.course::tick);
    return pool;
  }

  /** Succeeds when every kernel is seeded; fails as {@link #start} does, or when it is closed. */
  public Future<KernelPool> opened() {
    return opened.future();
  }

  @Override
  public Ticket acquire(Duration patience, Sharing sharing) {
    PoolTicket ticket = new PoolTicket(this, home.isHere() ? null : Vertx.currentContext());
    home.run(() -> admit(ticket, patience, sharing));
    return ticket;
  }

  private void admit(PoolTicket ticket, Duration patience, Sharing sharing) {
    long call = ++calls;
    ticket.admitted(call);
    tickets.put(call, ticket);
    course.move(course.state().called(call, sharing, patience, course.now()));
  }

  void abandoned(PoolTicket ticket) {
    home.run(() -> {
      if (tickets.remove(ticket.call(), ticket)) {
        course.move(course.state().abandoned(ticket.call(), course.now()));
      }
      ticket.left();
    });
  }

  void released(long kernel, long call) {
    home.run(() -> course.move(course.state().kernel(kernel).released(call, course.now())));
  }

  void spoiled(long kernel, long call, Departure cause, String reason) {
    home.run(() -> keeper.spoil(kernel, call, cause, reason));
  }

  public PoolSnapshot snapshot() {
    return course.state().snapshot();
  }

  /**
   * Refuses new calls, stops every kernel; the future ends when all processes are gone. Idempotent.
   */
  public Future<Void> close() {
    home.run(() -> course.move(course.state().closed(course.now())));
    return ended.future();
  }

  /** How a pool measures time, and how long it waits after failures. */
  record Timing(Backoff backoff, LongSupplier clock) {
    static final Timing REAL = new Timing(
        Backoff.DOUBLING.spread(() -> ThreadLocalRandom.current().nextDouble()), System::nanoTime);
  }

  /** Does what the state decided: kernels are the keeper's, callers are told here. */
  private final class Hands implements PoolAction.Doer {

    @Override
    public void start(long number) {
      keeper.start(number);
    }

    @Override
    public void plant(long number) {
      keeper.plant(number);
    }

    @Override
    public void stop(long number) {
      keeper.stop(number);
    }

    /** A call that left while others were told holds nothing. */
    @Override
    public void grant(long call, long number) {
      KernelLease lease = new KernelLease(KernelPool.this, number, call, keeper.kernel(number));
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
      scales.begin();
      opened.tryComplete(KernelPool.this);
    }

    @Override
    public void fail(Throwable cause) {
      ended.future().onComplete(ignored -> opened.tryFail(cause));
    }

    @Override
    public void end() {
      course.end();
      scales.end();
      ended.tryComplete();
      opened.tryFail(new GatewayException(ErrorCode.DRAINING, "closed before it had opened"));
    }
  }
}
