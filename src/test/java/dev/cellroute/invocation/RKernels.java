package dev.cellroute.invocation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.kernelspec.SearchPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The R kernel of the machine; tests are skipped where R or IRkernel is not installed. Blocks. */
final class RKernels {
  private RKernels() {}

  static KernelSpec spec() {
    assumeTrue(
        SearchPath.of(System.getenv()).find("R").isPresent()
            && Interpreter.succeeds("R", "--slave", "-e", "loadNamespace('IRkernel')"),
        "R with IRkernel is not installed");
    return new KernelSpec(
        "ir",
        "R",
        "R",
        List.of("R", "--slave", "-e", "IRkernel::main()", "--args", "{connection_file}"),
        Map.of(),
        KernelSpec.InterruptMode.SIGNAL,
        Path.of("").toAbsolutePath(),
        "test");
  }
}
