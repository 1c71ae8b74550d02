package dev.cellroute.pool;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelExit;
import dev.cellroute.kernel.KernelProvider;
import dev.cellroute.kernel.Vitals;
import dev.cellroute.pool.PoolState.Stage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Starts, sets up, watches and stops a pool's kernels, as its state decides, and reports how that
 * went. Used on the pool's event loop only; everything it starts reports back there.
 */
final class KernelKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(KernelKeeper.class);
  private static final Duration DEAF = Duration.ofMillis(250);

  private final Home home;
  private final Course course;
  private final PoolOptions options;
  private final KernelProvider provider;
  private final Seed seed;
  private final PoolListener listener;
  private final Map<Long, Kernel> kernels = new HashMap<>();
  private final Map<Long, Long> began = new HashMap<>();

  KernelKeeper(
      Home home,
      Course course,
      PoolOptions options,
      KernelProvider provider,
      Seed seed,
      PoolListener listener) {
    this.home = home;
    this.course = course;
    this.options = options;
    this.provider = provider;
    this.seed = seed;
    this.listener = listener;
  }

  void start(long number) {
    began.put(number, course.now());
    provider
        .start(options.kernel())
        .onComplete(
            kernel -> home.run(() -> started(number, kernel)),
            cause -> home.run(() -> startFailed(number, cause)));
  }

  private void started(long number, Kernel kernel) {
    kernels.put(number, kernel);
    course.move(life(number).started());
  }

  private void startFailed(long number, Throwable cause) {
    tell("kernel start failed kernel={} reason={}", name(number), cause.getMessage());
    began.remove(number);
    listener.kernelGone(Departure.START_FAILED);
    course.move(life(number).startFailed(cause, course.now()));
  }

  void plant(long number) {
    Kernel kernel = kernel(number);
    seed.plant(kernel)
        .onComplete(
            ready -> home.run(() -> seeded(number, ready)),
            cause -> home.run(() -> seedFailed(number, cause)));
  }

  /**
   * A kernel that ended with its last setup cell never becomes idle; any other is watched from now
   * on.
   */
  private void seeded(long number, Kernel kernel) {
    kernels.replace(number, kernel);
    Future<KernelExit> exit = kernel.exit();
    if (exit.isComplete()) {
      seedFailed(number, death(kernel, exit.result()));
      return;
    }
    Duration took = Duration.ofNanos(course.now() - requireNonNull(began.get(number)));
    LOG.info("kernel ready kernel={} start-ms={}", kernel.id(), took.toMillis());
    listener.kernelStarted(took);
    course.move(life(number).seeded(kernel.capacity(), course.now()));
    exit.onSuccess(how -> home.run(() -> died(number, kernel, how)));
  }

  private void seedFailed(long number, Throwable cause) {
    tell("kernel setup failed kernel={} reason={}", name(number), cause.getMessage());
    course.move(life(number).seedFailed(cause, course.now()));
  }

  private void died(long number, Kernel kernel, KernelExit how) {
    if (how.cause() != KernelExit.Cause.STOPPED) {
      tell("kernel died kernel={} how={}", kernel.id(), how.description());
    }
    course.move(life(number).died(death(kernel, how), course.now()));
  }

  /** The end of a lease whose kernel is gone already is no news. */
  void spoil(long number, long call, Departure cause, String reason) {
    Step step = life(number).spoiled(call, cause, reason, course.now());
    if (!step.actions().isEmpty()) {
      tell("kernel spoiled kernel={} reason={}", name(number), reason);
    }
    course.move(step);
  }

  void stop(long number) {
    Departure cause = departure(number);
    if (cause.isByRule()) {
      LOG.info("kernel retired kernel={} cause={}", name(number), cause.text());
    }
    kernel(number).stop(grace(cause)).onComplete(ignored -> home.run(() -> stopped(number, cause)));
  }

  /** What did not hear an interrupt does not hear a polite request either. */
  private Duration grace(Departure cause) {
    boolean deaf = cause == Departure.UNRESPONSIVE && options.stopGrace().compareTo(DEAF) > 0;
    return deaf ? DEAF : options.stopGrace();
  }

  private Departure departure(long number) {
    return course.state().members().find(number).map(Member::departed).orElse(Departure.CLOSED);
  }

  private void stopped(long number, Departure cause) {
    kernels.remove(number);
    began.remove(number);
    listener.kernelGone(cause);
    course.move(life(number).stopped(course.now()));
  }

  /** Asks how much memory a kernel has; no answer changes nothing. */
  Future<Vitals> weigh(long number) {
    Promise<Vitals> answer = Promise.promise();
    kernel(number).vitals().onComplete(end -> home.run(() -> answer.handle(end)));
    return answer
        .future()
        .onSuccess(
            vitals -> course.move(life(number).weighed(vitals.residentBytes(), course.now())));
  }

  Kernel kernel(long number) {
    Kernel kernel = kernels.get(number);
    if (kernel == null) {
      throw new IllegalStateException("no kernel of number " + number);
    }
    return kernel;
  }

  private KernelLife life(long number) {
    return course.state().kernel(number);
  }

  /**
   * A warning while the pool serves. The caller of the first start is told of its failure, and when
   * the pool is closing its kernels end anyhow.
   */
  private void tell(String what, String kernel, @Nullable String why) {
    Level level = course.state().stage() == Stage.OPEN ? Level.WARN : Level.DEBUG;
    LOG.atLevel(level).log(what, kernel, why);
  }

  private String name(long number) {
    Kernel kernel = kernels.get(number);
    return kernel == null ? options.kernel().label() + " number " + number : kernel.id();
  }

  private static GatewayException death(Kernel kernel, KernelExit exit) {
    return new GatewayException(
        ErrorCode.KERNEL_DIED, "kernel " + kernel.id() + " " + exit.description());
  }
}
