package dev.cellroute.kernel.local;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelControl;
import dev.cellroute.kernel.KernelExit;
import dev.cellroute.kernel.KernelParts;
import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernel.KernelTerms;
import dev.cellroute.kernel.ProtocolKernel;
import dev.cellroute.protocol.ConnectionInfo;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start of one kernel: ports and connection file, process, connection, probe. A kernel whose
 * port was taken by somebody else in between is started again with new ones. All attempts share one
 * deadline.
 */
final class LocalStart {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStart.class);
  private static final int MAX_ATTEMPTS = 5;

  private final Workshop workshop;
  private final KernelRequest request;
  private final String id;
  private final Context context;
  private final long deadline;

  LocalStart(Workshop workshop, KernelRequest request, String id, Context context) {
    this.workshop = workshop;
    this.request = request;
    this.id = id;
    this.context = context;
    deadline = System.nanoTime() + request.startTimeout().toNanos();
  }

  Future<Kernel> run() {
    return attempt(1);
  }

  private Future<Kernel> attempt(int number) {
    return workshop
        .workers()
        .executeBlocking(() -> prepare(number), false)
        .compose(prepared -> launch(prepared, number))
        .recover(failure -> Future.failedFuture(startFailure(failure)));
  }

  private Prepared prepare(int number) throws IOException {
    if (workshop.isClosing()) {
      throw closed();
    }
    ConnectionInfo info =
        workshop.encrypts(request.spec()) ? Ports.chooseEncrypted() : Ports.choose();
    Path file = workshop
        .directory()
        .write(id + "-" + number + ".json", info.toJson().toBuffer().getBytes());
    return new Prepared(info, file);
  }

  private Future<Kernel> launch(Prepared prepared, int number) {
    return Spawner.instance()
        .spawn(builder(prepared.file()))
        .onFailure(unable -> delete(prepared.file()))
        .map(process -> watch(process, prepared.file()))
        .compose(process -> connect(process, prepared.info(), number));
  }

  private ProcessBuilder builder(Path file) {
    KernelCommand command =
        KernelCommand.of(request, file, workshop.gateway(), id, workshop.environment());
    ProcessBuilder builder = new ProcessBuilder(
            Spawner.wrapped(command.arguments(), workshop.wrapping()))
        .directory(command.directory().toFile())
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    return builder;
  }

  private KernelProcess watch(Process process, Path file) {
    KernelProcess kernel = KernelProcess.watch(
        process, new KernelName(workshop.gateway(), id), workshop.watch(), () -> delete(file));
    workshop.census().add(kernel);
    LOG.debug("kernel={} pid={} spec={}", id, kernel.pid(), request.spec().name());
    if (workshop.isClosing()) {
      kernel.signal(KernelControl.Signal.KILL);
    }
    return kernel;
  }

  private Future<Kernel> connect(KernelProcess process, ConnectionInfo info, int number) {
    KernelParts parts = new KernelParts(
        context, id, request.spec(), process, listener -> workshop.loop().connect(info, listener));
    return ProtocolKernel.start(parts, KernelTerms.within(remaining()))
        .onSuccess(ready -> process.errors().show())
        .recover(failure -> again(failure, process, number));
  }

  /** A process that even SIGKILL did not end is not waited for. */
  private Future<Kernel> again(Throwable failure, KernelProcess process, int number) {
    if (mayTryAgain(process.exit(), number)) {
      process.errors().summarize();
      LOG.info("kernel={} retry={} reason=\"a port was taken\"", id, number + 1);
      return attempt(number + 1);
    }
    process.errors().show();
    return Future.failedFuture(failure);
  }

  private boolean mayTryAgain(Future<KernelExit> exited, int number) {
    return exited.succeeded()
        && number < MAX_ATTEMPTS
        && isPortTaken(exited.result().lastWords())
        && !remaining().isNegative();
  }

  static GatewayException closed() {
    return new GatewayException(ErrorCode.DRAINING, "the kernel provider is closed");
  }

  private Duration remaining() {
    return Duration.ofNanos(deadline - System.nanoTime());
  }

  static boolean isPortTaken(String lastWords) {
    String words = lastWords.toLowerCase(Locale.ROOT);
    return words.contains("address already in use")
        || words.contains("address in use")
        || words.contains("eaddrinuse");
  }

  private GatewayException startFailure(Throwable failure) {
    return failure instanceof GatewayException known
        ? known
        : new GatewayException(
            ErrorCode.KERNEL_START_FAILED,
            "kernel " + request.spec().name() + " did not start: " + failure.getMessage(),
            failure);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException undeleted) {
      LOG.warn("could not remove {}: {}", file, undeleted.toString());
    }
  }

  private record Prepared(ConnectionInfo info, Path file) {}
}
