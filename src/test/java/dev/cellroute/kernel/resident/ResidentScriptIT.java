package dev.cellroute.kernel.resident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.PythonKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the tests of the lane's script, which are written in Python, against real kernels: the
 * oldest that is supported and the newest, or the one that {@code -Dcellroute.ipykernel=6.30.1}
 * names. Among them is the table of cells that must give the same on both lanes.
 */
class ResidentScriptIT {
  private static final Path TESTS = Path.of("src", "test", "python", "resident");
  private static final long MAX_MINUTES = 8;

  @TempDir
  private Path directory;

  @ParameterizedTest
  @MethodSource("kernels")
  void theScriptPassesItsTestsOnThisKernel(String kernel) throws Exception {
    Path log = directory.resolve("tests.log");
    Process tests = start(PythonKernels.environment(kernel).resolve("bin/python"), log);
    try {
      assertThat(tests.waitFor(MAX_MINUTES, TimeUnit.MINUTES))
          .as("ended within %d minutes: %s", MAX_MINUTES, Files.readString(log))
          .isTrue();
      assertThat(tests.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      tests.destroyForcibly();
    }
  }

  private static Stream<String> kernels() {
    String only = System.getProperty("cellroute.ipykernel", "");
    return only.isEmpty()
        ? Stream.of("ipykernel==6.17.1", "ipykernel")
        : Stream.of("ipykernel==" + only);
  }

  private static Process start(Path python, Path log) throws IOException {
    return new ProcessBuilder(python.toString(), "-B", "-W", "ignore", "-m", "unittest", "-v")
        .directory(TESTS.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
