package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.Compatibility;
import dev.cellroute.config.DataSize;
import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.LaneCall;
import dev.cellroute.kernel.NotBegunException;
import dev.cellroute.kernel.Outcome.Afterwards;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a call goes on a kernel that has a lane. */
final class LaneInvocationTest {
  private static final Invocation PLAIN = Examples.invocation(Examples.PLAIN);
  private static final Invocation DESCRIBED = Examples.invocation(Examples.DESCRIBED);

  private static Vertx vertx;

  private final AtomicLong clock = new AtomicLong();
  private final TestLeases leases = new TestLeases().grant();
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
  void aProgramThatIsTakenIsCalledByItsNumberWithTheBareDocument() {
    kernel.openLane(0);

    Invoker.Call call = invoke(PLAIN);
    kernel.last().print("setosa");

    assertThat(kernel.laneCalls())
        .containsExactly(new LaneCall(0, RequestDocument.of(PLAIN), 1024));
    assertThat(kernel.exchanges()).hasSize(1);
    assertThat(call.response().result().body()).isEqualTo(Buffer.buffer("setosa"));
    assertThat(leases.ends()).containsExactly("released");
  }

  @Test
  void aProgramThatIsNotTakenGoesTheStandardWay() {
    kernel.openLane(1);

    invoke(PLAIN);

    assertThat(kernel.laneCalls()).isEmpty();
    assertThat(kernel.exchanges()).hasSize(1);
  }

  @Test
  void anEndpointUnknownToTheInvokerGoesTheStandardWay() {
    kernel.openLane(0, 1);

    new CellInvoker(vertx, leases, new TestDialect(), List.of(), options()).invoke(PLAIN);

    assertThat(kernel.laneCalls()).isEmpty();
    assertThat(kernel.exchanges()).hasSize(1);
  }

  @Test
  void responseInfoOfTheSameCallIsNotRunAgain() {
    kernel.openLane(1);

    Invoker.Call call = invoke(DESCRIBED);
    kernel.last().endWith("made", "{\"status\": 201}");

    assertThat(kernel.exchanges()).hasSize(1);
    assertThat(call.response().result().status()).isEqualTo(201);
    assertThat(call.response().result().body()).isEqualTo(Buffer.buffer("made"));
  }

  @Test
  void aKernelThatLeavesRanNoResponseInfo() {
    kernel.openLane(1);

    Invoker.Call call = invoke(DESCRIBED);
    kernel.last().end(Afterwards.LEAVES);

    assertFailed(call, "the cell ended its kernel before ResponseInfo could run");
    assertThat(leases.ends()).containsExactly("spoiled: the cell ended its kernel");
  }

  @Test
  void aCallThatWasNotBegunIsRunOnceMoreInTheTimeThatIsLeft() {
    kernel.openLane(0);

    Invoker.Call call = invoke(PLAIN);
    clock.addAndGet(Duration.ofSeconds(20).toNanos());
    kernel.last().neverBegin();
    kernel.last().print("setosa");

    assertThat(kernel.laneCalls()).hasSize(2);
    assertThat(leases.patience()).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(40));
    assertThat(leases.ends()).containsExactly("spoiled: it was not begun", "released");
    assertThat(call.response().result().body()).isEqualTo(Buffer.buffer("setosa"));
  }

  @Test
  void aCallIsNotRunAThirdTime() {
    kernel.openLane(0);

    Invoker.Call call = invoke(PLAIN);
    kernel.last().neverBegin();
    kernel.last().neverBegin();

    assertFailed(call, "it was not begun");
    assertThat(call.response().cause()).isInstanceOf(NotBegunException.class);
    assertThat(kernel.laneCalls()).hasSize(2);
  }

  @Test
  void aCallThatMayHaveBegunIsNotRunAgain() {
    kernel.openLane(0);

    Invoker.Call call = invoke(PLAIN);
    kernel.last().fail(ErrorCode.KERNEL_DIED);

    assertFailed(call, "it was kernel_died");
    assertThat(kernel.laneCalls()).hasSize(1);
  }

  @Test
  void aClientThatIsGoneIsNotRunAgain() {
    kernel.openLane(0);

    Invoker.Call call = invoke(PLAIN);
    kernel.last().ignoreCancel();
    call.cancel();
    kernel.last().neverBegin();

    assertThat(kernel.laneCalls()).hasSize(1);
    assertThat(leases.ends()).containsExactly("spoiled: it was not begun");
  }

  private Invoker.Call invoke(Invocation invocation) {
    List<Endpoint> endpoints = List.of(Examples.PLAIN, Examples.DESCRIBED);
    return new CellInvoker(vertx, leases, new TestDialect(), endpoints, options(), clock::get)
        .invoke(invocation);
  }

  private static InvokerOptions options() {
    return new InvokerOptions(
        "iris.ipynb",
        DataSize.ofKib(1),
        Duration.ofSeconds(60),
        Compatibility.NONE,
        new Batching(256, BatchListener.NONE));
  }

  private static void assertFailed(Invoker.Call call, String message) {
    assertThat(call.response().cause())
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KERNEL_DIED))
        .hasMessage(message);
  }
}
