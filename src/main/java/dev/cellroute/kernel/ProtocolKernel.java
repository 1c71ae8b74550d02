package dev.cellroute.kernel;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Handover.Patience;
import dev.cellroute.kernel.KernelControl.Signal;
import dev.cellroute.kernel.KernelExit.Cause;
import dev.cellroute.kernelspec.KernelSpec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A kernel spoken to in the Jupyter protocol, wherever its process is. Its state is confined to one
 * Vert.x context, to which every call and every message is handed over; the futures it gives out
 * end on the caller's context. It is started by {@link #start}, lent out ready, and ends once: by
 * {@link #stop}, by itself, or by a broken connection.
 */
public final class ProtocolKernel implements Kernel {
  private static final Logger LOG = LoggerFactory.getLogger(ProtocolKernel.class);

  /** What a kernel that leaves by itself said last is still on its way. */
  private static final long LAST_MESSAGES_MS = 50;

  /** A broken connection is mostly a dying process, and that is the better reason. */
  private static final Duration BREAK_GRACE = Duration.ofMillis(250);

  /** A kernel that said it would leave closes its sockets some time before its process ends. */
  private static final Duration LEAVE_GRACE = Duration.ofSeconds(5);

  private static final Duration LEAVE_PATIENCE = Duration.ofSeconds(5);

  /** How a process is counted that even SIGKILL did not end in time. */
  private static final KernelExit UNKILLABLE = new KernelExit(137, Cause.STOPPED, "");

  private final KernelParts parts;
  private final KernelTerms terms;
  private final Context context;
  private final Talk talk;
  private final Interrupter interrupter;
  private final Completeness completeness;
  private final Promise<KernelExit> ended = Promise.promise();
  private final Promise<Void> gone = Promise.promise();
  private Cause cause = Cause.DIED;
  private Duration breakGrace = BREAK_GRACE;
  private KernelListener.@Nullable Break brokenBy;
  private @Nullable GatewayException over;
  private @Nullable Future<Void> stopping;

  /** Set once before the kernel is handed over, read afterwards by any thread. */
  private volatile @Nullable KernelInfo info;

  private ProtocolKernel(KernelParts parts, KernelTerms terms) {
    this.parts = parts;
    this.terms = terms;
    context = parts.context();
    talk = new Talk(parts.id(), context, parts.opener(), this::broken);
    interrupter =
        new Interrupter(parts.spec().interruptMode(), talk, parts.control(), terms.interrupt());
    completeness = new Completeness(talk.count());
  }

  /**
   * Connects and waits until the kernel is ready. Fails with {@code KERNEL_START_FAILED} when it is
   * not in time or ends before; then its process is gone.
   */
  public static Future<Kernel> start(KernelParts parts, KernelTerms terms) {
    Promise<Kernel> promise = Promise.promise();
    parts
        .context()
        .runOnContext(ignored -> new ProtocolKernel(parts, terms).begin().onComplete(promise));
    return promise.future();
  }

  @Override
  public String id() {
    return parts.id();
  }

  @Override
  public KernelSpec spec() {
    return parts.spec();
  }

  @Override
  public KernelInfo info() {
    KernelInfo known = info;
    if (known == null) {
      throw new IllegalStateException("kernel " + id() + " is not ready");
    }
    return known;
  }

  @Override
  public Exchange execute(ExecuteRequest request) {
    JupyterExchange exchange = exchange(request);
    context.runOnContext(ignored -> begin(exchange));
    return exchange;
  }

  @Override
  public Future<Void> interrupt() {
    Promise<Void> promise = Promise.promise();
    context.runOnContext(ignored -> interrupter.interrupt().onComplete(promise));
    return Handover.toCaller(context, promise.future());
  }

  @Override
  public Future<KernelExit> stop(Duration grace) {
    Promise<KernelExit> promise = Promise.promise();
    context.runOnContext(ignored -> end(grace).onComplete(promise));
    return Handover.toCaller(context, promise.future());
  }

  @Override
  public Future<KernelExit> exit() {
    return Handover.toCaller(context, ended.future());
  }

  @Override
  public Future<Vitals> vitals() {
    return Handover.toCaller(context, parts.control().vitals());
  }

  private Future<Kernel> begin() {
    Handover.to(context, parts.control().exit()).onSuccess(this::exited);
    Handover.to(context, parts.control().gone())
        .compose(ignored -> ended.future())
        .compose(ignored -> talk.close())
        .onComplete(ignored -> gone.tryComplete());
    return new StartupProbe(talk)
        .run(terms.start())
        .compose(this::introduced)
        .recover(this::startFailed);
  }

  private Future<Kernel> introduced(KernelInfo introduction) {
    info = introduction;
    return LosslessOutput.codeFor(introduction)
        .map(this::makeLossless)
        .orElseGet(Future::succeededFuture)
        .map(this);
  }

  /** Not being able to is no failure: then the message counter watches. */
  private Future<Void> makeLossless(ExecuteRequest code) {
    JupyterExchange exchange = exchange(code);
    begin(exchange);
    return Handover.await(context, exchange.outcome(), terms.start())
        .compose(ended -> ended == Patience.LOST ? tooLate() : exchange.outcome())
        .map(this::noteLossless)
        .mapEmpty();
  }

  private static Future<Outcome> tooLate() {
    return Future.failedFuture(
        new GatewayException(ErrorCode.KERNEL_START_FAILED, "its first cell did not end"));
  }

  private Outcome noteLossless(Outcome outcome) {
    outcome
        .failure()
        .ifPresentOrElse(
            failure -> LOG.warn("kernel={} lossless=no reason=\"{}\"", id(), failure.value()),
            completeness::assured);
    return outcome;
  }

  private Future<Kernel> startFailed(Throwable why) {
    boolean alive = over == null;
    return parts
        .control()
        .signal(Signal.KILL)
        .compose(ignored -> Handover.await(context, gone.future(), LEAVE_PATIENCE))
        .onComplete(ignored -> conclude(UNKILLABLE))
        .compose(ignored -> ended.future())
        .compose(exit -> {
          String reason = alive
              ? why.getMessage() + " within " + terms.start().toMillis() + " ms"
              : "it " + exit.description();
          return Future.failedFuture(StartFailure.of(spec(), reason, exit));
        });
  }

  private JupyterExchange exchange(ExecuteRequest request) {
    return new JupyterExchange(talk, interrupter, completeness, terms.settle(), request);
  }

  private void begin(JupyterExchange exchange) {
    GatewayException why = over;
    if (why != null) {
      exchange.end(why);
      return;
    }
    exchange.begin();
    exchange.outcome().onSuccess(this::noteLeaving);
  }

  private void noteLeaving(Outcome outcome) {
    if (outcome.afterwards() == Outcome.Afterwards.LEAVES) {
      breakGrace = LEAVE_GRACE;
    }
  }

  private Future<KernelExit> end(Duration grace) {
    if (stopping == null) {
      stopping = over == null ? descend(grace) : leave();
    }
    return stopping.compose(ignored -> ended.future());
  }

  private Future<Void> descend(Duration grace) {
    cause = Cause.STOPPED;
    return new StopLadder(talk, parts.control()).descend(grace).compose(ignored -> leave());
  }

  /** Waits until the process is gone, or is one that nobody can end. */
  private Future<Void> leave() {
    return Handover.await(context, gone.future(), LEAVE_PATIENCE)
        .onComplete(ignored -> conclude(UNKILLABLE))
        .mapEmpty();
  }

  private void exited(KernelExit exit) {
    if (exit.status() != 0) {
      conclude(exit);
      return;
    }
    context.owner().setTimer(LAST_MESSAGES_MS, ignored -> conclude(exit));
  }

  private void conclude(KernelExit exit) {
    KernelExit told = cause == Cause.DIED ? exit : exit.because(cause);
    if (ended.tryComplete(told)) {
      LOG.debug("kernel={} exit=\"{}\" cause={}", id(), told.description(), cause);
      giveUp(new GatewayException(ErrorCode.KERNEL_DIED, death(told)));
    }
  }

  private static String death(KernelExit exit) {
    return "the kernel " + exit.description();
  }

  /**
   * While it starts, sockets come and go; while it stops, they go. The worst of several breaks
   * counts.
   */
  private void broken(KernelListener.Break how) {
    if (info == null || stopping != null || over != null) {
      return;
    }
    if (brokenBy == null) {
      Handover.await(context, ended.future(), breakGrace).onSuccess(ignored -> disconnect());
    }
    brokenBy = brokenBy == null ? how : brokenBy.orWorse(how);
  }

  private void disconnect() {
    KernelListener.Break how = brokenBy;
    if (how == null || over != null || stopping != null) {
      return;
    }
    LOG.warn("kernel={} disconnected reason=\"{}\"", id(), how.reason());
    cause = Cause.DISCONNECTED;
    giveUp(disconnected(how));
    parts.control().signal(Signal.KILL);
  }

  private static GatewayException disconnected(KernelListener.Break how) {
    return switch (how.kind()) {
      case OUTPUT ->
        new GatewayException(
            ErrorCode.OUTPUT_LIMIT, "one output was larger than kernel.max-message");
      case EVERYTHING ->
        new GatewayException(ErrorCode.KERNEL_DIED, "the kernel died: " + how.reason());
    };
  }

  private void giveUp(GatewayException why) {
    if (over == null) {
      over = why;
      talk.endAll(why);
    }
  }
}
