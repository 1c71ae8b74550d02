package dev.cellroute.kernel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.KernelConfig;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelExit;
import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.kernelspec.KernelSpec.InterruptMode;
import dev.cellroute.output.Output;
import dev.cellroute.testing.PythonKernels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kernel may say anything: its own call fails, and no other kernel notices. */
final class LyingKernelIT {
  private static final KernelConfig CONFIG = new KernelConfig(
      Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(1), DataSize.ofMib(64));
  private static final Output TRUTH = new Output.Text(Output.Stream.STDOUT, "the truth");

  private static Vertx vertx;
  private static LocalKernelProvider provider;
  private static Kernel honest;

  @BeforeAll
  static void open() throws TimeoutException {
    vertx = Vertx.vertx();
    provider = LocalKernelProvider.open(vertx, CONFIG);
    honest = start("truth");
  }

  @AfterAll
  static void close() throws TimeoutException {
    await(provider.close());
    await(vertx.close());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bad-signature", "no-json", "two-gigabytes", "negative-length", "million-parts"})
  void aLieEndsTheKernelThatToldItAndItsCall(String lie) throws TimeoutException {
    Kernel liar = start(lie);

    Future<Outcome> call = liar.execute(ExecuteRequest.of("1")).outcome();

    assertThatThrownBy(() -> await(call))
        .isInstanceOfSatisfying(
            GatewayException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KERNEL_DIED));
    assertThat(await(liar.exit()).cause()).isEqualTo(KernelExit.Cause.DISCONNECTED);
    assertThat(run(honest).outputs()).containsExactly(TRUTH);
  }

  @Test
  void whatNobodyAskedForIsNobodysAnswer() throws TimeoutException {
    Kernel liar = start("others");

    assertThat(run(liar).outputs()).containsExactly(TRUTH);
    assertThat(run(honest).outputs()).containsExactly(TRUTH);
  }

  @Test
  void aKernelThatSaysNothingIsStoppedInTime() throws TimeoutException {
    Kernel silent = start("silence");
    Future<Outcome> call = silent.execute(ExecuteRequest.of("1")).outcome();

    KernelExit exit = await(silent.stop(Duration.ofMillis(250)));

    assertThat(exit.cause()).isEqualTo(KernelExit.Cause.STOPPED);
    assertThat(call.failed()).isTrue();
  }

  private static Kernel start(String lie) throws TimeoutException {
    Path python = PythonKernels.environment().resolve("bin/python");
    KernelSpec spec = new KernelSpec(
        "liar",
        "Liar",
        "lies",
        List.of(python.toString(), script(), "{connection_file}", lie),
        Map.of(),
        InterruptMode.SIGNAL,
        Path.of("."),
        "test");
    return await(provider.start(
        new KernelRequest(spec, lie, Path.of("."), Map.of(), Duration.ofSeconds(60))));
  }

  private static String script() {
    return Path.of("src/test/python/lying/lying_kernel.py").toAbsolutePath().toString();
  }

  private static Outcome run(Kernel kernel) throws TimeoutException {
    return await(kernel.execute(ExecuteRequest.of("1")).outcome());
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(30, TimeUnit.SECONDS);
  }
}
