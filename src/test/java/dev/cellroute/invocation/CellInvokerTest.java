package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.Compatibility;
import dev.cellroute.config.DataSize;
import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.Location;
import dev.cellroute.invocation.Response.Timing;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.Outcome.Afterwards;
import dev.cellroute.output.Output;
import dev.cellroute.testing.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.unit.Async;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CellInvokerTest {
  private static final Invocation PLAIN = Examples.invocation(Examples.PLAIN);
  private static final Invocation DESCRIBED = Examples.invocation(Examples.DESCRIBED);
  private static final Invocation FINISHING = Examples.invocation(Examples.FINISHING);
  private static final Duration LONG = Duration.ofSeconds(60);

  private static Vertx vertx;

  private final AtomicLong clock = new AtomicLong();
  private final TestLeases leases = new TestLeases();
  private final TestKernel kernel = leases.kernel();

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void cellIsRunWithItsRequestAndAnswers() {
    Invoker.Call call = invoke(PLAIN);
    pass(20);
    leases.grant();
    pass(3);
    kernel.last().print("setosa");

    assertThat(call.response().result())
        .isEqualTo(new Response(
            200,
            List.of(
                new Header("Content-Type", "text/plain; charset=utf-8"),
                new Header("Vary", "Accept")),
            Buffer.buffer("setosa"),
            new Timing(millis(20), millis(3))));
    assertThat(requests())
        .containsExactly(ExecuteRequest.of(RequestDocument.of(PLAIN) + "\n# GET /iris\nprint(1)")
            .limitedTo(1024));
    assertThat(leases.patience()).containsExactly(Duration.ofSeconds(60));
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void endpointUnknownToTheInvokerIsRunAllTheSame() {
    Invoker.Call call =
        new CellInvoker(vertx, leases, new TestDialect(), List.of(), options(LONG)).invoke(PLAIN);
    leases.grant();
    kernel.last().print("");

    assertThat(call.response().succeeded()).isTrue();
  }

  @Test
  void responseInfoRunsAfterItsCellOnTheSameKernel() {
    Invoker.Call call = granted(DESCRIBED);
    kernel.last().print("made");
    assertThat(leases.ends()).isEmpty();
    kernel.last().print("{\"status\": 201}");

    assertThat(call.response().result().status()).isEqualTo(201);
    assertThat(call.response().result().body()).isEqualTo(Buffer.buffer("made"));
    assertThat(requests().get(1))
        .isEqualTo(ExecuteRequest.of("# ResponseInfo GET /iris\nprint('{}')").limitedTo(1024));
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void cellThatRaisesIsLocatedAndItsResponseInfoDoesNotRun() {
    Invoker.Call call = granted(DESCRIBED);
    kernel.last().end(Afterwards.STAYS, failure("4"));

    assertFailedCell(call, Location.cell("iris.ipynb", 6, 2, 0));
    assertThat(requests()).hasSize(1);
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void failureWithoutALineIsLocatedInTheFirstCell() {
    Invoker.Call call = granted(PLAIN);
    kernel.last().end(Afterwards.STAYS, failure());

    assertFailedCell(call, Location.cell("iris.ipynb", 4, 0, 0));
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void responseInfoThatRaisesIsLocatedInItsOwnCell() {
    Invoker.Call call = granted(DESCRIBED);
    kernel.last().print("made");
    kernel.last().end(Afterwards.STAYS, failure("2"));

    assertFailedCell(call, Location.cell("iris.ipynb", 7, 2, 0));
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void invalidResponseInfoFailsTheCallAndKeepsTheKernel() {
    Invoker.Call call = granted(DESCRIBED);
    kernel.last().print("made");
    kernel.last().print("prose");

    assertFailed(
        call,
        ErrorCode.RESPONSE_INVALID,
        "ResponseInfo: printed \"prose\" (expected: one JSON object)");
    assertThat(leases.ends()).containsExactly("released");
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"KERNEL_DIED", "OUTPUT_INCOMPLETE"})
  void kernelThatCannotBeTrustedIsSpoiled(ErrorCode code) {
    Invoker.Call call = granted(PLAIN);
    kernel.last().fail(code);

    assertFailed(call, code, "it was " + code.code());
    assertThat(leases.ends()).containsExactly("spoiled: it was " + code.code());
  }

  @Test
  void kernelThatDiesInResponseInfoIsSpoiled() {
    Invoker.Call call = granted(DESCRIBED);
    kernel.last().print("made");
    kernel.last().fail(ErrorCode.KERNEL_DIED);

    assertFailed(call, ErrorCode.KERNEL_DIED, "it was kernel_died");
    assertThat(leases.ends()).containsExactly("spoiled: it was kernel_died");
  }

  @Test
  void tooMuchOutputIsAnsweredAtOnceAndTheKernelReleasedWhenQuiet() {
    Invoker.Call call = granted(PLAIN);
    kernel.last().fail(ErrorCode.OUTPUT_LIMIT);

    assertFailed(call, ErrorCode.OUTPUT_LIMIT, "it was output_limit");
    assertThat(leases.ends()).isEmpty();

    kernel.last().becomeQuiet();

    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void cellThatEndsItsKernelIsAnsweredAndTheKernelSpoiled() {
    Invoker.Call call = granted(PLAIN);
    kernel.last().end(Afterwards.LEAVES);

    assertThat(call.response().result().status()).isEqualTo(200);
    assertThat(leases.ends()).containsExactly("spoiled: the cell ended its kernel");
  }

  @Test
  void responseInfoCannotRunOnAKernelThatLeaves() {
    Invoker.Call call = granted(DESCRIBED);
    kernel.last().end(Afterwards.LEAVES);

    assertFailed(
        call, ErrorCode.KERNEL_DIED, "the cell ended its kernel before ResponseInfo could run");
    assertThat(requests()).hasSize(1);
    assertThat(leases.ends()).containsExactly("spoiled: the cell ended its kernel");
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"NO_CAPACITY", "DEADLINE", "DRAINING"})
  void refusalOfThePoolIsTheAnswer(ErrorCode code) {
    Invoker.Call call = invoke(PLAIN);
    leases.refuse(code);

    assertFailed(call, code, "it was " + code.code());
    assertThat(requests()).isEmpty();
    assertThat(leases.ends()).isEmpty();
  }

  @Test
  void leaseThatComesTooLateIsGivenBackUnused() {
    Invoker.Call call = invoke(PLAIN);
    pass(60_000);
    leases.grant();

    assertFailed(call, ErrorCode.DEADLINE, "no answer within 1m (queued 1m, running 0ms)");
    assertThat(requests()).isEmpty();
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void clientThatLeavesTheQueueGivesUpItsPlace() {
    Invoker.Call call = invoke(PLAIN);
    pass(5);
    call.cancel();
    call.cancel();

    assertFailed(call, ErrorCode.CANCELLED, "the client is gone");
    assertThat(call.timing()).isEqualTo(new Timing(millis(5), 0));
    assertThat(leases.ends()).containsExactly("abandoned");
  }

  @Test
  void leaseGrantedToAClientThatIsGoneIsLeftToItsTicket() {
    Invoker.Call call = invoke(PLAIN);
    call.cancel();
    leases.grant();

    assertThat(requests()).isEmpty();
    assertThat(leases.ends()).containsExactly("abandoned");
  }

  @Test
  void clientThatLeavesARunningCellInterruptsIt() {
    Invoker.Call call = granted(PLAIN);
    call.cancel();

    assertFailed(call, ErrorCode.CANCELLED, "the client is gone");
    assertThat(kernel.last().cancels()).isEqualTo(1);
    assertThat(leases.ends()).isEmpty();

    kernel.last().becomeQuiet();

    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void cellThatIsToFinishRunsOnWithoutItsClient() {
    Invoker.Call call = granted(FINISHING);
    call.cancel();

    assertFailed(call, ErrorCode.CANCELLED, "the client is gone");
    assertThat(kernel.last().cancels()).isZero();
    assertThat(call.ended().isComplete()).isFalse();

    kernel.last().print("done");

    assertThat(call.ended().succeeded()).isTrue();
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void cellThatIsToFinishIsNotBegunWithoutItsClient() {
    invoke(FINISHING).cancel();

    assertThat(leases.ends()).containsExactly("abandoned");
  }

  @Test
  void kernelThatEndedWhenInterruptedIsSpoiled() {
    Invoker.Call call = granted(PLAIN);
    call.cancel();
    kernel.die();
    kernel.last().becomeQuiet();

    assertThat(leases.ends()).containsExactly("spoiled: the kernel ended while it was interrupted");
  }

  @Test
  void clientThatLeavesAfterTheAnswerChangesNothing() {
    Invoker.Call call = granted(PLAIN);
    kernel.last().print("setosa");
    call.cancel();

    assertThat(call.response().succeeded()).isTrue();
    assertThat(kernel.last().cancels()).isZero();
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void clientThatLeavesInResponseInfoInterruptsThat() {
    Invoker.Call call = granted(DESCRIBED);
    kernel.last().print("made");
    call.cancel();
    kernel.last().becomeQuiet();

    assertThat(kernel.exchanges()).extracting(TestExchange::cancels).containsExactly(0, 1);
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void responseInfoIsNotSentForAClientThatLeftAsItsCellEnded() {
    Invoker.Call call = granted(DESCRIBED);
    kernel.last().ignoreCancel();
    call.cancel();
    kernel.last().print("made");

    assertThat(requests()).hasSize(1);
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void mistakeOfOurOwnFailsTheCallAndKeepsTheKernel() {
    Dialect broken = new BrokenDialect();
    Invoker.Call call =
        new CellInvoker(vertx, leases.grant(), broken, List.of(), options(LONG)).invoke(PLAIN);

    assertFailed(call, ErrorCode.INTERNAL, "The gateway failed");
    assertThat(call.response().cause()).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void deadlineAnswersAtOnceAndInterruptsTheCell() {
    EventLoop.run((loop, context) -> {
      Async done = context.async();
      leases.grant();
      Invoker.Call call = invoker(loop, LONG).invoke(within(PLAIN, Duration.ofMillis(30)));
      pass(1_250);
      call.response().onComplete(answer -> {
        assertFailed(
            call, ErrorCode.DEADLINE, "no answer within 30ms (queued 0ms, running 1250ms)");
        assertThat(call.timing()).isEqualTo(new Timing(0, millis(1_250)));
        assertThat(leases.ends()).isEmpty();
        loop.runOnContext(ignored -> kernel.last().becomeQuiet());
      });
      leases.onEnd(done::complete);
    });

    assertThat(kernel.last().cancels()).isEqualTo(1);
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void kernelThatIgnoresTheInterruptIsSpoiledAfterTheGrace() {
    EventLoop.run((loop, context) -> {
      Async done = context.async();
      leases.grant();
      Invoker.Call call =
          invoker(loop, Duration.ofMillis(50)).invoke(within(PLAIN, Duration.ofMillis(1)));
      leases.onEnd(() -> {
        assertThat(call.response().failed()).isTrue();
        kernel.last().becomeQuiet();
        done.complete();
      });
    });

    assertThat(leases.ends()).containsExactly("spoiled: still busy 50ms after an interrupt");
  }

  @Test
  void kernelIsNotBlamedForACallThatWaitsBehindOthers() {
    EventLoop.run((loop, context) -> {
      Async done = context.async();
      Promise<Void> turn = Promise.promise();
      kernel.onExecute(exchange -> exchange.waitFor(turn.future()));
      leases.grant();
      Invoker.Call call = invoker(loop, Duration.ofMillis(1)).invoke(PLAIN);
      call.cancel();
      loop.setTimer(50, ignored -> {
        assertThat(leases.ends()).isEmpty();
        leases.onEnd(done::complete);
        turn.complete();
      });
    });

    assertThat(leases.ends()).containsExactly("spoiled: still busy 1ms after an interrupt");
  }

  @Test
  void callThatAnswersInTimeIsNotDisturbedByItsDeadline() {
    EventLoop.run((loop, context) -> {
      Async done = context.async();
      leases.grant();
      Invoker.Call call = invoker(loop, LONG).invoke(within(PLAIN, Duration.ofMillis(20)));
      kernel.last().print("in time");
      loop.setTimer(60, id -> {
        assertThat(call.response().succeeded()).isTrue();
        done.complete();
      });
    });

    assertThat(kernel.last().cancels()).isZero();
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void largeTextsAreHandledOffTheEventLoop() {
    String large = "x".repeat(2 * 1024 * 1024);
    Invocation invocation = Examples.invocation(Examples.PLAIN, new Body.Text(large));
    TestDialect dialect = new TestDialect();

    EventLoop.run((loop, context) -> {
      Async done = context.async();
      leases.grant();
      Invoker.Call call =
          new CellInvoker(loop, leases, dialect, List.of(), options(LONG)).invoke(invocation);
      kernel.onExecute(exchange -> exchange.print(large));
      call.response().onComplete(answer -> {
        assertThat(answer.result().body().length()).isEqualTo(large.length());
        assertThat(Context.isOnEventLoopThread()).isTrue();
        done.complete();
      });
      assertThat(requests()).isEmpty();
    });

    assertThat(dialect.threads()).singleElement().asString().contains("worker");
    assertThat(leases.ends()).containsExactly("released");
  }

  private Invoker.Call granted(Invocation invocation) {
    leases.grant();
    return invoke(invocation);
  }

  private Invoker.Call invoke(Invocation invocation) {
    return invoker(vertx, LONG).invoke(invocation);
  }

  private CellInvoker invoker(Vertx vertx, Duration grace) {
    List<Endpoint> endpoints = List.of(Examples.PLAIN, Examples.DESCRIBED);
    return new CellInvoker(vertx, leases, new TestDialect(), endpoints, options(grace), clock::get);
  }

  private List<ExecuteRequest> requests() {
    return kernel.exchanges().stream().map(TestExchange::request).toList();
  }

  private void pass(long millis) {
    clock.addAndGet(millis(millis));
  }

  private static InvokerOptions options(Duration grace) {
    Batching batching = new Batching(256, BatchListener.NONE);
    return new InvokerOptions("iris.ipynb", DataSize.ofKib(1), grace, Compatibility.NONE, batching);
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static Invocation within(Invocation invocation, Duration timeout) {
    return new Invocation(
        invocation.endpoint(),
        invocation.id(),
        invocation.method(),
        invocation.url(),
        invocation.headers(),
        invocation.query(),
        invocation.path(),
        invocation.body(),
        invocation.accept(),
        timeout);
  }

  private static Output failure(String... traceback) {
    return new Output.Failure("ValueError", "no", List.of(traceback));
  }

  private static void assertFailed(Invoker.Call call, ErrorCode code, String message) {
    assertThat(call.response().cause())
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessage(message);
  }

  private static void assertFailedCell(Invoker.Call call, Location location) {
    assertFailed(call, ErrorCode.CELL_ERROR, "ValueError: no");
    assertThat(((CellFailureException) call.response().cause()).location()).isEqualTo(location);
  }

  /** A dialect with a bug. */
  private static final class BrokenDialect implements Dialect {
    @Override
    public String setup() {
      return "";
    }

    @Override
    public ExecuteRequest call(String source, String document) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public Answer answer(Outcome outcome) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public OptionalInt line(Output.Failure failure) {
      return OptionalInt.empty();
    }
  }
}
