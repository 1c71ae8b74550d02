package dev.cellroute.kernel.resident;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.LaneProgram;
import dev.cellroute.kernel.Lanes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lanes into Python kernels: a handler that is started once in each kernel, on the kernel's own
 * event loop, holds the compiled programs and is called over a private socket. One listener serves
 * all kernels of a gateway; it and every lane live on the event loop on which this was made. Files
 * and the socket are in a directory that only this user can enter.
 */
public final class ResidentLanes implements Lanes {
  /** A connection says at once who it is: the kernel sends its HELLO when it connects. */
  private static final Duration HELLO_PATIENCE = Duration.ofSeconds(5);

  private final Loop loop;
  private final LaneOptions options;
  private final Supplier<Path> directory;
  private final LaneScript script;
  private final Reception reception;
  private final LaneServer server;

  /** Tells the files of several gateways in one process apart. */
  private final String mark = HexFormat.of().toHexDigits(new SecureRandom().nextInt());

  private boolean closed;

  ResidentLanes(
      Loop loop,
      LaneOptions options,
      Supplier<Path> directory,
      LaneScript script,
      Duration helloPatience) {
    this.loop = loop;
    this.options = options;
    this.directory = directory;
    this.script = script;
    reception = new Reception(loop, helloPatience);
    server = new LaneServer(loop, reception, directory, mark);
  }

  /**
   * Lanes of the caller's event loop. The directory is private; asking for it may make it, also
   * again, and is done on worker threads. Blocks shortly.
   */
  public static ResidentLanes of(Vertx vertx, LaneOptions options, Supplier<Path> directory) {
    return new ResidentLanes(Loop.of(vertx), options, directory, LaneScript.load(), HELLO_PATIENCE);
  }

  @Override
  public Future<Kernel> open(Kernel kernel, List<LaneProgram> programs) {
    Promise<Kernel> promise = Promise.promise();
    loop.run(() -> begin(kernel, programs).onComplete(promise));
    return loop.toCaller(promise.future());
  }

  @Override
  public Future<Void> close() {
    Promise<Void> promise = Promise.promise();
    loop.run(() -> {
      closed = true;
      loop.here(server.close()).onComplete(promise);
    });
    return loop.toCaller(promise.future());
  }

  private Future<Kernel> begin(Kernel kernel, List<LaneProgram> programs) {
    if (closed) {
      return refused("the gateway is closing");
    }
    if (programs.size() > LaneCodec.MAX_PROGRAMS) {
      return refused(programs.size() + " endpoints (expected: at most 65536)");
    }
    Opening opening = new Opening(loop, reception, options, kernel, programs);
    String name = kernel.id() + "-" + mark + ".cancel";
    return loop.here(server.address())
        .compose(address -> opening.run(script, address, () -> CancelFile.create(directory, name)));
  }

  private static Future<Kernel> refused(String why) {
    return Future.failedFuture(new GatewayException(
        ErrorCode.KERNEL_START_FAILED, "the resident lane did not open: " + why));
  }
}
