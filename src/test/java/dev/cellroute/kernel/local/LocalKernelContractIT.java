package dev.cellroute.kernel.local;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.KernelConfig;
import dev.cellroute.kernel.KernelContract;
import dev.cellroute.kernel.KernelProvider;
import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.testing.PythonKernels;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** An ipykernel of this machine behaves as a kernel must. */
final class LocalKernelContractIT extends KernelContract {
  private static final KernelConfig CONFIG = new KernelConfig(
      Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(1), DataSize.ofMib(64));

  @TempDir
  private Path directory;

  @Override
  protected KernelProvider provider(Vertx vertx) {
    return LocalKernelProvider.open(vertx, CONFIG);
  }

  @Override
  protected KernelRequest request() {
    return request(PythonKernels.spec());
  }

  @Override
  protected KernelRequest impossibleRequest() {
    KernelSpec real = PythonKernels.spec();
    return request(new KernelSpec(
        real.name(),
        real.displayName(),
        real.language(),
        List.of(real.command().get(0), "-c", "raise SystemExit(3)"),
        Map.of(),
        real.interruptMode(),
        real.directory(),
        real.origin()));
  }

  @Override
  protected String printing(String text) {
    return "print('" + text + "', end='')";
  }

  @Override
  protected String raising() {
    return "1 / 0";
  }

  @Override
  protected String runningForEver() {
    return "import time\nwhile True:\n    time.sleep(0.01)";
  }

  @Override
  protected String dying() {
    return "import os\nos._exit(7)";
  }

  private KernelRequest request(KernelSpec spec) {
    return new KernelRequest(spec, "iris", directory, Map.of(), Duration.ofSeconds(60));
  }
}
