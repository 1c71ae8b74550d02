package dev.cellroute.kernel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.kernel.KernelExit;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs({OS.LINUX, OS.MAC})
final class LastKillTest {
  private final Vertx vertx = Vertx.vertx();
  private final WorkerExecutor workers = vertx.createSharedWorkerExecutor("last-kill", 2);
  private final ProcessCensus census = new ProcessCensus();
  private final LastKill lastKill = new LastKill(census);

  @AfterEach
  void close() throws Exception {
    census.killAll();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void whatNobodyStopsIsKilled() throws Exception {
    KernelProcess kernel = kernel(sh("exec sleep 600"));

    lastKill.run();

    assertThat(exit(kernel).status()).isEqualTo(137);
  }

  @Test
  void anOrderlyStopIsWaitedFor() throws Exception {
    Process process = sh("read word; exit 7");
    KernelProcess kernel = kernel(process);
    lastKill.closeBegins();
    kernel.gone().onComplete(ignored -> lastKill.closeEnded());
    Thread hook = new Thread(lastKill);
    hook.start();

    process.outputWriter().append("stop\n").close();
    hook.join(TimeUnit.SECONDS.toMillis(30));

    assertThat(exit(kernel).status()).isEqualTo(7);
    assertThat(hook.isAlive()).isFalse();
  }

  private static Process sh(String script) throws IOException {
    return new ProcessBuilder("sh", "-c", script).start();
  }

  private KernelProcess kernel(Process process) {
    KernelName name = new KernelName(GatewayMark.ofThisProcess(), "last-kill");
    KernelProcess kernel =
        KernelProcess.watch(process, name, Watch.of(new Wrapping(false, false), workers), () -> {});
    census.add(kernel);
    return kernel;
  }

  private static KernelExit exit(KernelProcess kernel) throws Exception {
    return kernel.exit().await(30, TimeUnit.SECONDS);
  }
}
