package dev.cellroute.kernel.local;

import dev.cellroute.config.KernelConfig;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelControl.Signal;
import dev.cellroute.kernel.KernelProvider;
import dev.cellroute.kernel.KernelRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts kernels as child processes of this one and speaks to them over ZeroMQ. Safe from any
 * thread. A kernel lives on the Vert.x context of the caller who started it. {@link #close} stops
 * all kernels; a JVM that ends without it kills them in a shutdown hook ({@link LastKill}), and one
 * that is killed takes them along by their death signal (Linux).
 */
public final class LocalKernelProvider implements KernelProvider {
  private static final int WORKERS = 8;
  private static final int MAX_LABEL = 24;

  /** Of the gateways of this process: their files are apart. */
  private static final AtomicInteger NEXT_GATEWAY = new AtomicInteger(1);

  /** For the kernels of all of them, because a kernel's name is in its marker. */
  private static final AtomicInteger NEXT_KERNEL =
      new AtomicInteger(new SecureRandom().nextInt(0x1000, 0xf000));

  private final Vertx vertx;
  private final Workshop workshop;
  private final RuntimeDirectory largeFiles;
  private final Duration stopGrace;
  private final LastKill lastKill;
  private final Thread hook;

  /**
   * Kernels handed out and not ended; entries are added and removed by different threads, one each.
   */
  private final Set<Kernel> kernels = ConcurrentHashMap.newKeySet();

  /** Starts under way, likewise. */
  private final Set<Future<Kernel>> starts = ConcurrentHashMap.newKeySet();

  /** Whoever sets it closes; everybody waits for the same end. */
  private final AtomicBoolean closeBegun = new AtomicBoolean();

  private final Promise<Void> closed = Promise.promise();

  private LocalKernelProvider(
      Vertx vertx, Workshop workshop, RuntimeDirectory largeFiles, Duration stopGrace) {
    this.vertx = vertx;
    this.workshop = workshop;
    this.largeFiles = largeFiles;
    this.stopGrace = stopGrace;
    lastKill = new LastKill(workshop.census());
    hook = new Thread(lastKill, "cellroute-last-kill");
  }

  /** Sweeps what a crashed gateway left behind, then is ready to start kernels. Blocks shortly. */
  public static LocalKernelProvider open(Vertx vertx, KernelConfig config) {
    Map<String, String> environment = System.getenv();
    GatewayMark gateway = GatewayMark.ofThisProcess();
    int number = NEXT_GATEWAY.getAndIncrement();
    RuntimeDirectory directory = new RuntimeDirectory(homeFor(environment), gateway, number);
    RuntimeDirectory largeFiles = new RuntimeDirectory(homeFor(Map.of()), gateway, number);
    directory.sweep();
    largeFiles.sweep();
    MarkedProcesses.killOrphans();
    Workshop workshop = new Workshop(
        gateway,
        directory,
        environment,
        vertx.createSharedWorkerExecutor("cellroute-kernels", WORKERS),
        config);
    LocalKernelProvider provider =
        new LocalKernelProvider(vertx, workshop, largeFiles, config.interruptGrace());
    Runtime.getRuntime().addShutdownHook(provider.hook);
    return provider;
  }

  private static Path homeFor(Map<String, String> environment) {
    return RuntimeDirectory.homeFor(
        environment, System.getProperty("java.io.tmpdir"), System.getProperty("user.name"));
  }

  /**
   * The gateway's private directory, for files that gateway and kernels share; removed with all
   * that is in it by {@link #close}. Blocks.
   */
  public Path privateDirectory() {
    return made(workshop.directory());
  }

  /**
   * The same for files that may be large: on the disk, where the user's runtime directory may be in
   * memory. Blocks.
   */
  public Path largeFileDirectory() {
    return made(largeFiles);
  }

  private static Path made(RuntimeDirectory directory) {
    try {
      return directory.make();
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }

  @Override
  public Future<Kernel> start(KernelRequest request) {
    if (workshop.isClosing()) {
      return Future.failedFuture(LocalStart.closed());
    }
    Future<Kernel> start = new LocalStart(
            workshop, request, name(request.label()), vertx.getOrCreateContext())
        .run()
        .compose(this::enlist);
    starts.add(start);
    return start.onComplete(ignored -> starts.remove(start));
  }

  @Override
  public Future<Void> close() {
    if (closeBegun.compareAndSet(false, true)) {
      lastKill.closeBegins();
      stopAll().transform(ignored -> leave()).onComplete(closed);
    }
    return closed.future();
  }

  private Future<Kernel> enlist(Kernel kernel) {
    kernels.add(kernel);
    kernel.exit().onComplete(ignored -> kernels.remove(kernel));
    return workshop.isClosing()
        ? kernel.stop(Duration.ZERO).compose(ignored -> Future.failedFuture(LocalStart.closed()))
        : Future.succeededFuture(kernel);
  }

  /**
   * Kernels that are ready are stopped politely; what else lives is still starting and is killed.
   */
  private Future<Void> stopAll() {
    workshop.beginClosing();
    List<Future<?>> stops =
        kernels.stream().<Future<?>>map(kernel -> kernel.stop(stopGrace)).toList();
    return Future.join(stops)
        .transform(ignored -> killRest())
        .transform(ignored -> Future.join(List.copyOf(starts)))
        .transform(ignored -> killRest());
  }

  private Future<Void> killRest() {
    List<Future<?>> ends = workshop.census().living().stream()
        .<Future<?>>map(each -> each.signal(Signal.KILL).compose(ignored -> each.gone()))
        .toList();
    return Future.join(ends).mapEmpty();
  }

  private Future<Void> leave() {
    return workshop
        .workers()
        .executeBlocking(this::tidyUp, false)
        .transform(ignored -> workshop.workers().close());
  }

  private LocalKernelProvider tidyUp() {
    workshop.close();
    largeFiles.delete();
    lastKill.closeEnded();
    unhook();
    return this;
  }

  private void unhook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ignored) {
      // The JVM is ending already: the hook waits for this end and finds nothing left to kill.
    }
  }

  private String name(String label) {
    String plain =
        label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String stem =
        plain.isEmpty() ? "kernel" : plain.substring(0, Math.min(MAX_LABEL, plain.length()));
    return stem + "-" + Integer.toHexString(NEXT_KERNEL.getAndIncrement());
  }
}
