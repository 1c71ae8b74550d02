package dev.cellroute.kernel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.output.Output.Text;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Nothing of a kernel stays: no process, no file, no descriptor, however its end came. */
@EnabledOnOs(OS.LINUX)
final class LeftoversIT {
  /** Sockets and selectors of the JVM itself that come and go. */
  private static final long FEW_DESCRIPTORS = 3;

  @Test
  void closedProviderLeavesNothing() throws Exception {
    startTwoAndClose();
    long before = descriptors();
    startTwoAndClose();
    assertThat(descriptors()).isLessThanOrEqualTo(before + FEW_DESCRIPTORS);
    assertThat(ours()).isEmpty();
    assertThat(threads()).isEmpty();
  }

  @Test
  void startUnderWayEndsWithItsProvider() throws Exception {
    Vertx vertx = Vertx.vertx();
    LocalKernelProvider provider = KernelOwner.open(vertx);
    Future<Kernel> start = provider.start(KernelOwner.request());
    KernelOwner.await(provider.close());
    assertThat(start.failed()).isTrue();
    assertThat(ours()).isEmpty();
    assertThat(provider.start(KernelOwner.request()).cause())
        .hasMessage("the kernel provider is closed");
    KernelOwner.await(vertx.close());
  }

  @Test
  void childThatLeftItsKernelsGroupIsKilled() throws Exception {
    Vertx vertx = Vertx.vertx();
    LocalKernelProvider provider = KernelOwner.open(vertx);
    Kernel kernel = KernelOwner.start(provider);
    String code = "import subprocess\n"
        + "child = subprocess.Popen(['sh', '-c', 'echo up; sleep 600'],"
        + " stdout=subprocess.PIPE, start_new_session=True)\n"
        + "child.stdout.readline()\n"
        + "print(child.pid)";
    long child = number(run(kernel, code));
    assertThat(ours()).contains(Long.toString(child));
    KernelOwner.await(provider.close());
    assertThat(ours()).isEmpty();
    KernelOwner.await(vertx.close());
  }

  @Test
  void killedGatewayTakesItsKernelAlong() throws Exception {
    Process gateway = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            KernelOwner.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    ProcessHandle kernel = ProcessHandle.of(pidSaidBy(gateway)).orElseThrow();
    gateway.destroyForcibly();
    kernel.onExit().get(5, TimeUnit.SECONDS);
    assertThat(kernel.isAlive()).isFalse();
  }

  @Test
  void directoryOfADeadGatewayIsSwept() throws Exception {
    Process gateway = new ProcessBuilder("true").start();
    String dead = gateway.pid() + "-1";
    gateway.waitFor();
    Path home = Files.createTempDirectory("sweep").resolve("home");
    RuntimeDirectory left = new RuntimeDirectory(home, GatewayMark.parse(dead).orElseThrow(), 1);
    left.write("k.json", new byte[0]);
    RuntimeDirectory alive = new RuntimeDirectory(home, GatewayMark.ofThisProcess(), 1);
    Path kept = alive.write("k.json", new byte[0]);
    alive.sweep();
    assertThat(home.resolve(dead + "-1")).doesNotExist();
    assertThat(kept).exists();
    alive.delete();
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void theEndOfAGatewayLeavesTheFilesOfAnotherOneInItsProcess() throws Exception {
    Vertx vertx = Vertx.vertx();
    LocalKernelProvider one = KernelOwner.open(vertx);
    LocalKernelProvider other = KernelOwner.open(vertx);
    Path kept = Files.createFile(one.privateDirectory().resolve("kept"));
    Path lost = Files.createFile(other.privateDirectory().resolve("lost"));
    KernelOwner.await(other.close());
    assertThat(kept).exists();
    assertThat(lost).doesNotExist();
    KernelOwner.await(one.close());
    assertThat(kept).doesNotExist();
    KernelOwner.await(vertx.close());
  }

  @Test
  void orphanOfADeadGatewayIsSwept() throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sleep", "600");
    builder.environment().put(KernelCommand.MARKER, "1-1:iris-1f3a");
    Process orphan = builder.start();
    MarkedProcesses.killOrphans();
    assertThat(orphan.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(orphan.exitValue()).isEqualTo(137);
  }

  private static void startTwoAndClose() throws TimeoutException {
    Vertx vertx = Vertx.vertx();
    LocalKernelProvider provider = KernelOwner.open(vertx);
    Future<Kernel> first = provider.start(KernelOwner.request());
    Future<Kernel> second = provider.start(KernelOwner.request());
    long one = number(run(KernelOwner.await(first), "import os; print(os.getpid())"));
    long two = number(run(KernelOwner.await(second), "import os; print(os.getpid())"));
    assertThat(one).isNotEqualTo(two);
    assertThat(ours()).contains(Long.toString(one), Long.toString(two));
    KernelOwner.await(provider.close());
    KernelOwner.await(provider.close());
    KernelOwner.await(vertx.close());
  }

  private static Outcome run(Kernel kernel, String code) throws TimeoutException {
    return KernelOwner.await(kernel.execute(ExecuteRequest.of(code)).outcome());
  }

  private static long number(Outcome outcome) {
    return Long.parseLong(((Text) outcome.outputs().get(0)).text().strip());
  }

  /** Among its log lines. */
  private static long pidSaidBy(Process process) throws IOException {
    try (BufferedReader lines = process.inputReader()) {
      String said =
          lines.lines().filter(each -> each.startsWith("pid=")).findFirst().orElse("");
      return Long.parseLong(said.substring("pid=".length()));
    }
  }

  /** Kernels of this JVM. */
  private static List<String> ours() {
    String mark = GatewayMark.ofThisProcess() + ":";
    return MarkedProcesses.find(marker -> marker.startsWith(mark));
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("cellroute-std") || name.startsWith("cellroute-zmq"))
        .toList();
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }
}
