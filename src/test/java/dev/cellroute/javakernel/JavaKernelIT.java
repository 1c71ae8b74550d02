package dev.cellroute.javakernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.KernelConfig;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelExit;
import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.local.LocalKernelProvider;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.kernelspec.KernelSpecs;
import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.output.Output.Text;
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
import org.junit.jupiter.api.io.TempDir;

/** The bundled kernel in its own process, spoken to as the gateway does. */
@SuppressWarnings("NullAway.Init")
final class JavaKernelIT {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final KernelConfig CONFIG =
      new KernelConfig(Duration.ofSeconds(60), Duration.ofSeconds(60), GRACE, DataSize.ofMib(64));

  private static Vertx vertx;
  private static LocalKernelProvider provider;
  private static KernelSpec spec;
  private static Kernel shared;

  @BeforeAll
  static void open(@TempDir Path empty) {
    spec = KernelSpecs.find(Map.of("HOME", empty.toString())).all().stream()
        .filter(each -> "bundled".equals(each.origin()))
        .findFirst()
        .orElseThrow();
    vertx = Vertx.vertx();
    provider = LocalKernelProvider.open(vertx, CONFIG);
    shared = start();
  }

  @AfterAll
  static void close() {
    await(provider.close());
    await(vertx.close());
  }

  @Test
  void kernelIntroducesItself() {
    assertThat(shared.info().implementation()).isEqualTo("cellroute-java");
    assertThat(shared.info().language()).isEqualTo("java");
    assertThat(shared.info().protocol()).isEqualTo("5.3");
  }

  @Test
  void streamsResultsAndDisplaysKeepTheirOrder() {
    Outcome outcome = run(
        shared,
        "// GET /x\nSystem.out.println(\"ü\"); System.err.println(\"e\");"
            + " display(\"<b>\", \"text/html\"); System.out.print(\"after\"); 6 * 7");

    assertThat(outcome.outputs())
        .containsExactly(
            new Text(Stream.STDOUT, "ü\n"),
            new Text(Stream.STDERR, "e\n"),
            new Output.Display(new MimeBundle(Map.of("text/html", "<b>")), ""),
            new Text(Stream.STDOUT, "after"),
            new Output.Result(new MimeBundle(Map.of("text/plain", "42"))));
  }

  @Test
  void silentCellShowsTheSame() {
    ExecuteRequest request = ExecuteRequest.of("System.out.print(1);\n\"x\"").silently();

    assertThat(await(shared.execute(request).outcome()).outputs())
        .containsExactly(
            new Text(Stream.STDOUT, "1"),
            new Output.Result(new MimeBundle(Map.of("text/plain", "x"))));
  }

  @Test
  void otherThreadsAreHeard() {
    assertThat(run(shared, """
            Thread other = new Thread(() -> System.out.println("from afar"));
            other.start();
            other.join();
            """).outputs()).containsExactly(new Text(Stream.STDOUT, "from afar\n"));
  }

  @Test
  void exceptionIsAnOutcome() {
    assertThat(run(shared, "int a = 1;\nthrow new IllegalStateException(\"boom\");")
            .outputs())
        .containsExactly(new Output.Failure(
            "IllegalStateException",
            "boom",
            List.of("java.lang.IllegalStateException: boom", "    at cell line 2")));
  }

  @Test
  void inputIsEmpty() {
    Output.Failure failure =
        run(shared, "new Scanner(System.in).nextLine()").failure().orElseThrow();

    assertThat(failure.name()).isEqualTo("NoSuchElementException");
  }

  @Test
  void manyLinesArrive() {
    Text text = (Text) run(
            shared,
            "for (int i = 0; i < 100_000; i++) { System.out.println(i); System.out.flush(); }")
        .outputs()
        .get(0);

    assertThat(text.text().lines().count()).isEqualTo(100_000);
  }

  @Test
  void busyAndSleepingLoopsAreInterrupted() {
    for (String loop : List.of(
        "while (true) { Thread.sleep(1000); }",
        "long n = 0; while (true) { n++; }",
        "for (;;) { try { Thread.sleep(5); } catch (InterruptedException e) { } }")) {
      Exchange exchange = shared.execute(ExecuteRequest.of(loop));
      await(vertx.timer(500));
      exchange.cancel();
      await(exchange.quiet());

      assertThat(code(exchange.outcome())).isEqualTo(ErrorCode.CANCELLED);
      assertThat(run(shared, "1").outputs()).hasSize(1);
    }
  }

  @Test
  void exitOfACellEndsTheProcess() {
    Kernel kernel = start();

    Exchange exchange = kernel.execute(ExecuteRequest.of("System.exit(7)"));

    assertThat(code(exchange.outcome())).isEqualTo(ErrorCode.KERNEL_DIED);
    assertThat(await(kernel.exit()).status()).isEqualTo(7);
  }

  @Test
  void shutdownEndsABusyKernelToo() {
    Kernel kernel = start();
    Exchange exchange = kernel.execute(ExecuteRequest.of("while (true) { }"));

    KernelExit exit = await(kernel.stop(GRACE));

    assertThat(exit.status()).isZero();
    await(exchange.quiet());
  }

  private static Kernel start() {
    return await(provider.start(
        new KernelRequest(spec, "Java", Path.of("."), Map.of(), Duration.ofSeconds(60))));
  }

  private static Outcome run(Kernel kernel, String code) {
    return await(kernel.execute(ExecuteRequest.of(code)).outcome());
  }

  private static ErrorCode code(Future<?> future) {
    try {
      await(future);
    } catch (GatewayException failed) {
      return failed.code();
    }
    throw new AssertionError("it succeeded");
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(90, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("it did not end", late);
    }
  }
}
