package dev.cellroute.kernel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.KernelConfig;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelExit;
import dev.cellroute.kernel.KernelExit.Cause;
import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.Outcome.Afterwards;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.output.Output.Text;
import dev.cellroute.testing.HeardLines;
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
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/** What a real ipykernel does on our side of the wire. */
final class LocalKernelIT {
  private static final KernelConfig CONFIG = new KernelConfig(
      Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(1), DataSize.ofMib(64));

  private static Vertx vertx;
  private static LocalKernelProvider provider;
  private static Kernel shared;

  @BeforeAll
  static void open() {
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
    assertThat(shared.info().implementation()).isEqualTo("ipython");
    assertThat(shared.info().language()).isEqualTo("python");
    assertThat(shared.id()).matches("iris-notebook-[0-9a-f]{4}");
  }

  @Test
  void printedTextArrivesJoined() {
    assertThat(run(shared, "print('a', flush=True)\nprint('ü')"))
        .isEqualTo(
            new Outcome(List.of(new Text(Stream.STDOUT, "a\nü\n")), Map.of(), Afterwards.STAYS));
  }

  @Test
  void lastExpressionIsTheResult() {
    assertThat(run(shared, "6 * 7").outputs())
        .isEqualTo(List.of(new Output.Result(new MimeBundle(Map.of("text/plain", "42")))));
  }

  @Test
  void errorIsAnOutcome() {
    Output.Failure failure = run(shared, "1 / 0").failure().orElseThrow();
    assertThat(failure.name()).isEqualTo("ZeroDivisionError");
    assertThat(failure.value()).isEqualTo("division by zero");
    assertThat(failure.traceback()).isNotEmpty();
  }

  @Test
  void expressionsComeBackByName() {
    Outcome outcome = await(shared
        .execute(
            ExecuteRequest.of("x = 5").withExpressions(Map.of("good", "x + 1", "bad", "nothing")))
        .outcome());
    assertThat(outcome.expressions())
        .isEqualTo(Map.of("good", new MimeBundle(Map.of("text/plain", "6"))));
  }

  @Test
  void inputIsRefused() {
    assertThat(run(shared, "input('name? ')").failure().orElseThrow().name())
        .isEqualTo("StdinNotImplementedError");
  }

  @Test
  void endlessCellIsInterrupted() {
    Exchange exchange =
        shared.execute(ExecuteRequest.of("print('on', flush=True)\nwhile True: pass"));
    pause(300);
    exchange.cancel();
    assertThat(code(exchange.outcome())).isEqualTo(ErrorCode.CANCELLED);
    await(exchange.quiet());
    assertThat(run(shared, "print('alive')").outputs())
        .isEqualTo(List.of(new Text(Stream.STDOUT, "alive\n")));
  }

  @Test
  void sixThousandFlushedLinesArrive() {
    Outcome outcome = run(shared, "for i in range(6000): print(i, flush=True)");
    Text text = (Text) outcome.outputs().get(0);
    assertThat(text.text().lines().count()).isEqualTo(6000);
  }

  /** The other subscriber stands for a frozen reader: it takes nothing until all was written. */
  @Test
  void kernelWaitsForAReaderInsteadOfDroppingOutput() throws Exception {
    Kernel kernel = start();
    try (ZContext context = new ZContext();
        ZMQ.Socket frozen = context.createSocket(SocketType.SUB)) {
      frozen.setRcvHWM(10);
      frozen.setReceiveBufferSize(65_536);
      frozen.subscribe(ZMQ.SUBSCRIPTION_ALL);
      frozen.connect("tcp://127.0.0.1:" + iopubPort(kernel));
      greet(kernel, frozen);
      Exchange exchange =
          kernel.execute(ExecuteRequest.of("for i in range(6000): print('x' * 2000, flush=True)"));
      pause(3000);
      assertThat(exchange.outcome().isComplete()).isFalse();
      assertThat(streamsSeenBy(frozen, 6000)).isEqualTo(6000);
      Text text = (Text) await(exchange.outcome()).outputs().get(0);
      assertThat(text.text().lines().count()).isEqualTo(6000);
    }
  }

  @Test
  void kindsOfOutputKeepTheirOrder() {
    String code = """
        import sys
        from IPython.display import display, clear_output, HTML
        print('out')
        print('err', file=sys.stderr)
        handle = display(HTML('<b>1</b>'), display_id='d')
        handle.update(HTML('<b>2</b>'))
        clear_output(wait=True)
        class Shy:
            def _ipython_display_(self):
                print('shown')
        Shy()
        """;
    assertThat(run(shared, code).outputs())
        .isEqualTo(List.of(
            new Text(Stream.STDOUT, "out\n"),
            new Text(Stream.STDERR, "err\n"),
            new Output.Display(html("<b>1</b>"), "d"),
            new Output.Update(html("<b>2</b>"), "d"),
            new Output.Clear(Output.Clear.Moment.WITH_NEXT_OUTPUT),
            new Text(Stream.STDOUT, "shown\n")));
  }

  @Test
  void tooMuchOutputIsCutAndTheKernelLivesOn() {
    Exchange exchange =
        shared.execute(ExecuteRequest.of("while True: print('x' * 1000)").limitedTo(100_000));
    assertThat(failure(exchange.outcome()))
        .isEqualTo("output_limit: the cell wrote more than 100000 bytes (request.max-output)");
    await(exchange.quiet());
    assertThat(run(shared, "1").failure()).isEmpty();
  }

  @Test
  void messageAboveTheLimitEndsTheKernelAndNobodyElse() {
    Kernel kernel = start();
    Exchange exchange = kernel.execute(ExecuteRequest.of("print('x' * 80_000_000)"));
    assertThat(failure(exchange.outcome()))
        .isEqualTo("output_limit: one output was larger than kernel.max-message");
    assertThat(await(kernel.exit()).cause()).isEqualTo(Cause.DISCONNECTED);
    assertThat(run(shared, "1").failure()).isEmpty();
  }

  @Test
  void killedKernelAnswersAtOnce() {
    Kernel kernel = start();
    Exchange exchange = kernel.execute(
        ExecuteRequest.of("import os, signal; os.kill(os.getpid(), signal.SIGKILL)"));
    assertThat(failure(exchange.outcome()))
        .isEqualTo("kernel_died: the kernel was killed by signal 9 (SIGKILL)");
  }

  @Test
  void kernelIsInItsOwnGroupAndKnowsWhoStartedIt() {
    String code = "import os\n"
        + "e = os.environ\n"
        + "print(os.getpid() == os.getpgrp(), os.getppid() == int(e['JPY_PARENT_PID']),"
        + " e['KERNEL_GATEWAY'], e['CELLROUTE'])";
    assertThat(run(shared, code).outputs())
        .isEqualTo(List.of(new Text(Stream.STDOUT, "True True 1 1\n")));
  }

  @Test
  void programThatIsNoKernelDoesNotStart() {
    assertThat(failure(provider.start(request(List.of("sh", "-c", "echo no kernel >&2; exit 3")))))
        .isEqualTo("kernel_start_failed: kernel python3 did not start: it ended with exit code 3;"
            + " its last words: no kernel");
  }

  @Test
  void kernelWhosePortIsTakenIsStartedAgain(@TempDir Path directory) {
    String script =
        "if [ ! -e tried ]; then touch tried; echo 'Address already in use' >&2; exit 1; fi;"
            + " exec \"$0\" -m ipykernel_launcher -f \"$1\"";
    Path python = PythonKernels.environment().resolve("bin/python");
    KernelRequest request =
        request(List.of("sh", "-c", script, python.toString(), "{connection_file}"));
    Kernel kernel = await(provider.start(
        new KernelRequest(request.spec(), "Busy", directory, Map.of(), Duration.ofSeconds(60))));
    assertThat(run(kernel, "1").failure()).isEmpty();
    await(kernel.stop(Duration.ofSeconds(1)));
  }

  @Test
  void startThatIsTriedAgainSaysWhyInOneLine(@TempDir Path directory) {
    String script = "if [ ! -e tried ]; then touch tried; echo 'Traceback' >&2;"
        + " echo 'Address already in use' >&2; exit 1; fi;"
        + " exec \"$0\" -m ipykernel_launcher -f \"$1\"";
    Path python = PythonKernels.environment().resolve("bin/python");
    KernelRequest request =
        request(List.of("sh", "-c", script, python.toString(), "{connection_file}"));
    try (HeardLines heard = HeardLines.of("dev.cellroute.kernel.output")) {
      Kernel kernel = await(provider.start(
          new KernelRequest(request.spec(), "Clash", directory, Map.of(), Duration.ofSeconds(60))));
      await(kernel.stop(Duration.ofSeconds(1)));

      assertThat(heard.with("kernel=" + kernel.id() + " stderr="))
          .startsWith(
              "DEBUG kernel=" + kernel.id() + " stderr=\"Traceback\"",
              "INFO kernel=" + kernel.id() + " stderr=\"Address already in use\"")
          .noneMatch(line -> line.startsWith("INFO") && line.contains("without encryption"));
    }
  }

  @Test
  void exitOfTheProcessAnswersAtOnce() {
    Kernel kernel = start();
    Exchange exchange = kernel.execute(ExecuteRequest.of("import os; os._exit(7)"));
    assertThat(failure(exchange.outcome()))
        .isEqualTo("kernel_died: the kernel ended with exit code 7");
    await(exchange.quiet());
    KernelExit exit = await(kernel.exit());
    assertThat(exit.status()).isEqualTo(7);
    assertThat(exit.cause()).isEqualTo(Cause.DIED);
  }

  @Test
  void exitCallSaysThatTheKernelLeaves() {
    Kernel kernel = start();
    assertThat(run(kernel, "exit()").afterwards()).isEqualTo(Afterwards.LEAVES);
    assertThat(await(kernel.exit()).status()).isZero();
  }

  private static Kernel start() {
    return await(provider.start(new KernelRequest(
        PythonKernels.spec(), "Iris Notebook", Path.of("."), Map.of(), Duration.ofSeconds(60))));
  }

  private static KernelRequest request(List<String> command) {
    KernelSpec python = PythonKernels.spec();
    KernelSpec spec = new KernelSpec(
        python.name(),
        python.displayName(),
        python.language(),
        command,
        Map.of(),
        python.interruptMode(),
        python.directory(),
        python.origin());
    return new KernelRequest(spec, "other", Path.of("."), Map.of(), Duration.ofSeconds(60));
  }

  private static MimeBundle html(String html) {
    return new MimeBundle(
        Map.of("text/html", html, "text/plain", "<IPython.core.display.HTML object>"));
  }

  private static String iopubPort(Kernel kernel) {
    String code =
        "from ipykernel.kernelapp import IPKernelApp\nprint(IPKernelApp.instance().iopub_port)";
    return ((Text) run(kernel, code).outputs().get(0)).text().strip();
  }

  /** Both run a cell and look until the subscriber hears of one. */
  private static void greet(Kernel kernel, ZMQ.Socket subscriber) {
    subscriber.setReceiveTimeOut(100);
    do {
      run(kernel, "1");
    } while (subscriber.recv() == null);
    while (ZMsg.recvMsg(subscriber) != null) {
      // What the greeting left.
    }
  }

  private static int streamsSeenBy(ZMQ.Socket socket, int wanted) {
    socket.setReceiveTimeOut(10_000);
    int seen = 0;
    while (seen < wanted) {
      ZMsg message = ZMsg.recvMsg(socket);
      if (message == null) {
        return seen;
      }
      seen += String.valueOf(message.peekFirst()).contains("stream.stdout") ? 1 : 0;
    }
    return seen;
  }

  private static Outcome run(Kernel kernel, String code) {
    return await(kernel.execute(ExecuteRequest.of(code)).outcome());
  }

  private static ErrorCode code(Future<?> future) {
    return exceptionOf(future).code();
  }

  private static String failure(Future<?> future) {
    GatewayException exception = exceptionOf(future);
    return exception.code().code() + ": " + exception.detail();
  }

  private static GatewayException exceptionOf(Future<?> future) {
    try {
      await(future);
    } catch (GatewayException failed) {
      return failed;
    }
    throw new AssertionError("it succeeded");
  }

  private static void pause(long ms) {
    await(vertx.timer(ms));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(90, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("it did not end", late);
    }
  }
}
