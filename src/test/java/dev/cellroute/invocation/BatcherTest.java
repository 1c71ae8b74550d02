package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.Compatibility;
import dev.cellroute.config.DataSize;
import dev.cellroute.config.LanePreference;
import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.EndpointOptions;
import dev.cellroute.endpoint.EndpointOptions.Batch;
import dev.cellroute.endpoint.EndpointOptions.OnDisconnect;
import dev.cellroute.endpoint.EndpointOptions.OnError;
import dev.cellroute.endpoint.PathTemplate;
import dev.cellroute.endpoint.Verb;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.Response.Timing;
import dev.cellroute.notebook.Cell;
import dev.cellroute.output.Output;
import dev.cellroute.pool.KernelPool;
import dev.cellroute.pool.PoolOptions;
import dev.cellroute.testing.EventLoop;
import dev.cellroute.testing.FakeExchange;
import dev.cellroute.testing.FakeKernelProvider;
import dev.cellroute.testing.Samples;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.unit.Async;
import io.vertx.ext.unit.TestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Batches on a real pool of fake kernels; the test ends each run by hand. */
final class BatcherTest {
  private static final Endpoint SPLITTING = endpoint(new Batch(3, OnError.SPLIT));
  private static final Endpoint FAILING = endpoint(new Batch(3, OnError.FAIL));
  private static final Duration LONG = Duration.ofSeconds(60);

  private final List<FakeExchange> runs = new ArrayList<>();
  private final List<Integer> heard = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong();
  private final FakeKernelProvider kernels =
      new FakeKernelProvider((kernel, exchange) -> runs.add(exchange));

  @Test
  void aCallHasAnIdleKernelAtOnceAndForItself() {
    run(2, bench -> {
      bench.call("a");
      bench.call("b");

      assertThat(asked()).containsExactly("[a]", "[b]");
      assertThat(heard).containsExactly(1, 1);
    });
  }

  @Test
  void callersAreGatheredWhileEveryKernelIsBusy() {
    run(1, bench -> {
      List<Invoker.Call> calls = bench.calls("a", "b", "c", "d", "e");
      assertThat(bench.pool.snapshot().waiting()).isEqualTo(2);
      print("[\"A\"]");
      assertThat(bench.pool.snapshot().waiting()).isEqualTo(1);
      print("[\"B\", \"C\", \"D\"]");
      print("[\"E\"]");

      assertThat(asked()).containsExactly("[a]", "[b, c, d]", "[e]");
      assertThat(answers(calls)).containsExactly("A", "B", "C", "D", "E");
      assertThat(heard).containsExactly(1, 3, 1);
      bench.assertIdle();
    });
  }

  @Test
  void aKernelThatBecomesIdleTakesWhoeverWaits() {
    run(2, bench -> {
      List<Invoker.Call> calls = bench.calls("a", "b", "c", "d");
      runs.get(1).finish(Assembled.out("[2]"));
      assertThat(asked()).containsExactly("[a]", "[b]", "[c, d]");
      runs.get(0).finish(Assembled.out("[1]"));
      runs.get(2).finish(Assembled.out("[3, 4]"));

      assertThat(answers(calls)).containsExactly("1", "2", "3", "4");
      bench.assertIdle();
    });
  }

  @Test
  void eachCallerHasItsOwnTimingAndStatus() {
    run(1, bench -> {
      bench.call("a");
      pass(5);
      List<Invoker.Call> calls = bench.calls("b", "c");
      pass(20);
      print("[0]");
      pass(3);
      assertThat(calls.get(0).timing()).isEqualTo(new Timing(millis(20), millis(3), 2));
      print("[{\"status\": 404, \"body\": \"no b\"}, 1.50]");

      assertThat(calls)
          .extracting(call -> call.response().result().status())
          .containsExactly(404, 200);
      assertThat(answers(calls)).containsExactly("no b", "1.50");
      assertThat(calls)
          .extracting(call -> call.response().result().timing())
          .containsOnly(new Timing(millis(20), millis(3), 2));
    });
  }

  @Test
  void onlyTheGuiltyCallerGetsTheErrorOfASplitBatch() {
    run(1, bench -> {
      List<Invoker.Call> calls = bench.gathered("a", "b", "c");
      raise();
      assertThat(calls).noneMatch(call -> call.response().isComplete());
      print("[1]");
      raise();
      print("[3]");

      assertThat(asked()).containsExactly("[first]", "[a, b, c]", "[a]", "[b]", "[c]");
      assertThat(answers(calls)).containsExactly("1", "cell_error ValueError: no", "3");
      assertThat(heard).containsExactly(1, 3, 1, 1, 1);
      bench.assertIdle();
    });
  }

  @Test
  void theCallersOfASplitBatchComeBeforeThoseThatCameLater() {
    run(1, bench -> {
      List<Invoker.Call> calls = bench.gathered("a", "b");
      calls.addAll(bench.calls("x", "y"));
      raise();
      print("[1]");
      print("[2]");
      print("[3, 4]");

      assertThat(asked()).containsExactly("[first]", "[a, b]", "[a]", "[b]", "[x, y]");
      assertThat(answers(calls)).containsExactly("1", "2", "3", "4");
      bench.assertIdle();
    });
  }

  @Test
  void theCallersOfASplitBatchTakeOtherKernels() {
    run(2, bench -> {
      List<Invoker.Call> calls = bench.calls("x", "y", "a", "b");
      runs.get(0).finish(Assembled.out("[0]"));
      runs.get(1).finish(Assembled.out("[0]"));
      runs.get(2).finish(failure());
      assertThat(asked()).containsExactly("[x]", "[y]", "[a, b]", "[a]", "[b]");
      runs.get(4).finish(Assembled.out("[2]"));
      runs.get(3).finish(Assembled.out("[1]"));

      assertThat(answers(calls)).containsExactly("0", "0", "1", "2");
      bench.assertIdle();
    });
  }

  @Test
  void anArrayOfAnotherLengthSplitsTheBatch() {
    run(1, bench -> {
      List<Invoker.Call> calls = bench.gathered("a", "b");
      print("[1]");
      print("[1]");
      print("prose");

      assertThat(answers(calls))
          .containsExactly(
              "1", "response_invalid batch: printed \"prose\" (expected: one JSON array)");
      bench.assertIdle();
    });
  }

  @Test
  void tooMuchOutputSplitsTheBatch() {
    run(1, bench -> {
      List<Invoker.Call> calls = bench.gathered("a", "b");
      last().fail(ErrorCode.OUTPUT_LIMIT, "too much");
      print("[1]");
      last().fail(ErrorCode.OUTPUT_LIMIT, "too much");

      assertThat(answers(calls)).containsExactly("1", "output_limit too much");
      bench.assertIdle();
    });
  }

  @Test
  void anErrorOfOneCallerAloneIsNotTriedAgain() {
    run(1, bench -> {
      List<Invoker.Call> calls = bench.calls("a");
      raise();

      assertThat(asked()).containsExactly("[a]");
      assertThat(answers(calls)).containsExactly("cell_error ValueError: no");
      bench.assertIdle();
    });
  }

  @Test
  void everyCallerGetsTheErrorWhereTheBatchFailsAsOne() {
    run(1, bench -> {
      List<Invoker.Call> calls = bench.gathered(FAILING, "a", "b");
      raise();

      assertThat(asked()).containsExactly("[first]", "[a, b]");
      assertThat(answers(calls))
          .containsExactly("cell_error ValueError: no", "cell_error ValueError: no");
      bench.assertIdle();
    });
  }

  @Test
  void aKernelThatDiesFailsItsBatchAndNothingIsRunAgain() {
    run(1, bench -> {
      List<Invoker.Call> calls = bench.gathered("a", "b");
      kernels.kernel(0).die(9);

      assertThat(answers(calls))
          .containsExactly("kernel_died kernel iris-1 died", "kernel_died kernel iris-1 died");
      assertThat(asked()).containsExactly("[first]", "[a, b]");
      assertThat(kernels.alive()).isEqualTo(1);
      bench.assertIdle();
    });
  }

  @Test
  void whoIsStillToBeRunAloneSurvivesTheKernelsDeath() {
    run(1, bench -> {
      List<Invoker.Call> calls = bench.gathered("a", "b", "c");
      raise();
      kernels.kernel(0).die(9);
      print("[2]");
      print("[3]");

      assertThat(answers(calls)).containsExactly("kernel_died kernel iris-1 died", "2", "3");
      bench.assertIdle();
    });
  }

  @Test
  void aKernelThatLeavesFailsItsBatch() {
    run(1, bench -> {
      List<Invoker.Call> calls = bench.gathered("a", "b");
      last().finishAndLeave();

      assertThat(asked()).containsExactly("[first]", "[a, b]");
      assertThat(answers(calls))
          .containsOnly("response_invalid batch: printed nothing (expected: one JSON array)");
      bench.assertIdle();
    });
  }

  @Test
  void aCallerThatLeavesTheQueueGivesUpItsPlace() {
    run(1, bench -> {
      bench.call("first");
      List<Invoker.Call> calls = bench.calls("a", "b", "c", "d");
      calls.get(1).cancel();
      calls.get(1).cancel();
      assertThat(bench.pool.snapshot().waiting()).isEqualTo(1);
      print("[0]");
      print("[1, 3, 4]");

      assertThat(asked()).containsExactly("[first]", "[a, c, d]");
      assertThat(answers(calls)).containsExactly("1", "cancelled the client is gone", "3", "4");
      bench.assertIdle();
    });
  }

  @Test
  void aCallerThatLeavesARunningBatchDisturbsNobody() {
    run(1, bench -> {
      List<Invoker.Call> calls = bench.gathered("a", "b");
      calls.get(0).cancel();
      assertThat(last().isCancelled()).isFalse();
      print("[1, 2]");

      assertThat(answers(calls)).containsExactly("cancelled the client is gone", "2");
      bench.assertIdle();
    });
  }

  @Test
  void theRunIsInterruptedWhenTheLastCallerIsGone() {
    run(1, bench -> {
      List<Invoker.Call> calls = bench.gathered("a", "b");
      calls.forEach(Invoker.Call::cancel);

      assertThat(last().isCancelled()).isTrue();
      bench.assertIdle();
    });
  }

  @Test
  void whoHasLeftIsNotRunAlone() {
    run(1, bench -> {
      List<Invoker.Call> calls = bench.gathered("a", "b", "c");
      calls.get(0).cancel();
      raise();
      calls.get(2).cancel();
      print("[2]");

      assertThat(asked()).containsExactly("[first]", "[a, b, c]", "[b]");
      bench.assertIdle();
    });
  }

  @Test
  void aDeadlineEndsOneCallerWhileTheOthersGoOn() {
    run(1, (bench, context) -> {
      Async done = context.async();
      bench.call("first");
      Invoker.Call hasty = bench.call(SPLITTING, "a", Duration.ofMillis(20));
      Invoker.Call patient = bench.call("b");
      print("[0]");
      pass(20);

      hasty.response().onComplete(late -> {
        assertThat(answer(hasty))
            .isEqualTo("deadline no answer within 20ms (queued 0ms, running 20ms)");
        assertThat(last().isCancelled()).isFalse();
        print("[1, 2]");
        assertThat(answer(patient)).isEqualTo("2");
        bench.assertIdle();
        done.complete();
      });
    });
  }

  @Test
  void theRunIsInterruptedWhenTheLastCallerIsLate() {
    run(1, (bench, context) -> {
      Async done = context.async();
      bench.call("first");
      Invoker.Call gone = bench.call("a");
      Invoker.Call late = bench.call(SPLITTING, "b", Duration.ofMillis(20));
      print("[0]");
      gone.cancel();

      late.response()
          .onComplete(ended -> bench.vertx.runOnContext(next -> {
            assertThat(last().isCancelled()).isTrue();
            bench.assertIdle();
            done.complete();
          }));
    });
  }

  @Test
  void aDeadlineInTheQueueGivesUpThePlace() {
    run(1, (bench, context) -> {
      Async done = context.async();
      bench.call("first");
      Invoker.Call late = bench.call(SPLITTING, "a", Duration.ofMillis(20));
      pass(20);

      late.response()
          .onComplete(ended -> bench.vertx.runOnContext(next -> {
            assertThat(answer(late))
                .isEqualTo("deadline no answer within 20ms (queued 20ms, running 0ms)");
            assertThat(bench.pool.snapshot().waiting()).isZero();
            print("[0]");
            assertThat(asked()).containsExactly("[first]");
            bench.assertIdle();
            done.complete();
          }));
    });
  }

  @Test
  void aCallerWhoseTimeIsUpIsNotRun() {
    run(1, bench -> {
      bench.call("first");
      Invoker.Call late = bench.call("a");
      pass(60_000);
      Invoker.Call fresh = bench.call("b");
      print("[0]");
      print("[2]");

      assertThat(answer(late)).isEqualTo("deadline no answer within 1m (queued 1m, running 0ms)");
      assertThat(answer(fresh)).isEqualTo("2");
      assertThat(asked()).containsExactly("[first]", "[b]");
      bench.assertIdle();
    });
  }

  @Test
  void whoWaitsIsBounded() {
    run(1, bench -> {
      bench.call("first");
      List<Invoker.Call> calls = bench.calls("a", "b", "c", "d", "e", "f");

      assertThat(answer(calls.get(5)))
          .isEqualTo("no_capacity no kernel free and the queue is full (waiting=5)");
      assertThat(calls.subList(0, 5)).noneMatch(call -> call.response().isComplete());
      assertThat(bench.pool.snapshot().waiting()).isEqualTo(2);
    });
  }

  @Test
  void aPoolThatTakesNobodyRefusesTheCaller() {
    run(1, bench -> {
      bench.call("first");
      for (int i = 0; i < 5; i++) {
        bench.pool.acquire(LONG);
      }
      Invoker.Call refused = bench.call("a");

      assertThat(answer(refused))
          .isEqualTo("no_capacity no kernel free and the queue is full"
              + " (busy=1/1, waiting=5, starting=0)");
    });
  }

  @Test
  void aPoolThatClosesRefusesWhoWaits() {
    run(1, bench -> {
      bench.call("first");
      List<Invoker.Call> calls = bench.calls("a", "b", "c", "d");
      bench.pool.close();

      assertThat(answers(calls)).allMatch(each -> each.startsWith("draining "));
    });
  }

  @Test
  void largeArraysAreCutOffTheEventLoop() {
    String large = "x".repeat(2 * 1024 * 1024);
    run(1, (bench, context) -> {
      Async done = context.async();
      Invoker.Call call = bench.call("a");
      print("[\"" + large + "\"]");
      assertThat(call.response().isComplete()).isFalse();

      call.response().onComplete(response -> {
        assertThat(response.result().body().length()).isEqualTo(large.length());
        assertThat(Context.isOnEventLoopThread()).isTrue();
        done.complete();
      });
    });
  }

  @Test
  void anEndpointUnknownToTheInvokerIsBatchedAllTheSame() {
    run(1, bench -> {
      Invoker.Call call = bench.call(endpoint(new Batch(2, OnError.SPLIT)), "a", LONG);
      print("[1]");

      assertThat(answer(call)).isEqualTo("1");
    });
  }

  private void run(int size, Consumer<Bench> test) {
    run(size, (bench, context) -> test.accept(bench));
  }

  private void run(int size, BiConsumer<Bench, TestContext> test) {
    EventLoop.run((vertx, context) -> {
      PoolOptions options =
          new PoolOptions(Samples.kernelRequest("iris"), size, size, 5, Duration.ofSeconds(1));
      Future<KernelPool> pool = KernelPool.start(vertx, options, kernels, Future::succeededFuture);
      test.accept(new Bench(vertx, pool.result()), context);
    });
  }

  /** What every run so far was asked, by the ids of the requests. */
  private List<String> asked() {
    return runs.stream().map(BatcherTest::ids).toList();
  }

  private static String ids(FakeExchange run) {
    String document = run.code().substring(0, run.code().indexOf('\n'));
    return new JsonArray(document)
        .stream().map(each -> ((JsonObject) each).getString("id")).toList().toString();
  }

  private FakeExchange last() {
    return runs.get(runs.size() - 1);
  }

  private void print(String text) {
    last().finish(Assembled.out(text));
  }

  private void raise() {
    last().finish(failure());
  }

  private static Output failure() {
    return new Output.Failure("ValueError", "no", List.of());
  }

  private void pass(long millis) {
    clock.addAndGet(millis(millis));
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static List<String> answers(List<Invoker.Call> calls) {
    return calls.stream().map(BatcherTest::answer).toList();
  }

  /** The body, or the failure's code and message. */
  private static String answer(Invoker.Call call) {
    assertThat(call.response().isComplete()).isTrue();
    return call.response().failed()
        ? ((GatewayException) call.response().cause()).code().code() + " "
            + call.response().cause().getMessage()
        : call.response().result().body().toString();
  }

  private static Endpoint endpoint(Batch batch) {
    EndpointOptions options = new EndpointOptions(
        Optional.of(batch), LanePreference.AUTO, Optional.empty(), 1, OnDisconnect.INTERRUPT);
    Cell cell = new Cell(4, Cell.Type.CODE, "# POST /iris\nprint([])", List.of());
    return new Endpoint(
        Verb.POST, PathTemplate.parse("/iris"), "", List.of(cell), List.of(), options);
  }

  /** A pool on the test's event loop and the invoker over it. */
  private final class Bench {
    private final Vertx vertx;
    private final KernelPool pool;
    private final CellInvoker invoker;

    Bench(Vertx vertx, KernelPool pool) {
      this.vertx = vertx;
      this.pool = pool;
      Batching batching = new Batching(5, (endpoint, callers) -> heard.add(callers));
      InvokerOptions options =
          new InvokerOptions("iris.ipynb", DataSize.ofMib(8), LONG, Compatibility.NONE, batching);
      List<Endpoint> endpoints = List.of(SPLITTING, FAILING);
      invoker = new CellInvoker(vertx, pool, new TestDialect(), endpoints, options, clock::get);
    }

    Invoker.Call call(String id) {
      return call(SPLITTING, id, LONG);
    }

    Invoker.Call call(Endpoint endpoint, String id, Duration timeout) {
      return invoker.invoke(new Invocation(
          endpoint,
          id,
          "POST",
          "/iris",
          List.of(),
          Map.of(),
          Map.of(),
          Body.Text.EMPTY,
          "",
          timeout));
    }

    List<Invoker.Call> calls(String... ids) {
      return calls(SPLITTING, ids);
    }

    /** Calls that run together, because the kernel was busy when they came. */
    List<Invoker.Call> gathered(String... ids) {
      return gathered(SPLITTING, ids);
    }

    List<Invoker.Call> gathered(Endpoint endpoint, String... ids) {
      call(endpoint, "first", LONG);
      List<Invoker.Call> calls = calls(endpoint, ids);
      print("[0]");
      return calls;
    }

    private List<Invoker.Call> calls(Endpoint endpoint, String... ids) {
      List<Invoker.Call> calls = new ArrayList<>();
      for (String id : ids) {
        calls.add(call(endpoint, id, LONG));
      }
      return calls;
    }

    void assertIdle() {
      assertThat(pool.snapshot().idle()).isEqualTo(pool.snapshot().size());
      assertThat(pool.snapshot().waiting()).isZero();
    }
  }
}
