package dev.cellroute.testing;

import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.kernelspec.KernelSpec.InterruptMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Ordinary values for tests that do not care which. */
public final class Samples {

  private Samples() {}

  public static KernelSpec spec(String name, String language) {
    return new KernelSpec(
        name,
        name,
        language,
        List.of("kernel", "{connection_file}"),
        Map.of(),
        InterruptMode.SIGNAL,
        Path.of("kernels", name),
        "test");
  }

  public static KernelRequest kernelRequest(String label) {
    return new KernelRequest(
        spec("python3", "python"), label, Path.of("."), Map.of(), Duration.ofSeconds(5));
  }
}
