package dev.cellroute.kernel.local;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.KernelConfig;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.output.Output.Text;
import dev.cellroute.testing.PythonKernels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A gateway reduced to one kernel; as a program it says the kernel's process id and waits to be
 * killed.
 */
final class KernelOwner {
  private static final KernelConfig CONFIG = new KernelConfig(
      Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(1), DataSize.ofMib(8));

  private KernelOwner() {}

  /** The process stays until it is killed, because the loops of Vert.x are no daemons. */
  public static void main(String[] arguments) throws TimeoutException {
    Kernel kernel = start(open(Vertx.vertx()));
    ExecuteRequest request = ExecuteRequest.of("import os; print(os.getpid())");
    Text said = (Text) await(kernel.execute(request).outcome()).outputs().get(0);
    System.out.println("pid=" + said.text().strip());
  }

  static LocalKernelProvider open(Vertx vertx) {
    return LocalKernelProvider.open(vertx, CONFIG);
  }

  static Kernel start(LocalKernelProvider provider) throws TimeoutException {
    return await(provider.start(request()));
  }

  static KernelRequest request() {
    return new KernelRequest(
        PythonKernels.spec(), "Iris Notebook", Path.of("."), Map.of(), Duration.ofSeconds(60));
  }

  static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(90, TimeUnit.SECONDS);
  }
}
