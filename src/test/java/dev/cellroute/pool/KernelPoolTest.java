package dev.cellroute.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.pool.KernelPool.Timing;
import dev.cellroute.pool.Leases.Ticket;
import dev.cellroute.testing.EventLoop;
import dev.cellroute.testing.FakeKernel;
import dev.cellroute.testing.FakeKernelProvider;
import dev.cellroute.testing.FakeScript;
import dev.cellroute.testing.HeardLines;
import dev.cellroute.testing.Samples;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.ext.unit.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class KernelPoolTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int QUEUE = 4;
  private static final Seed NO_SETUP = Future::succeededFuture;

  private final FakeKernelProvider provider = new FakeKernelProvider(FakeScript.SILENT);

  @Test
  void startSucceedsWhenEveryKernelIsSeeded() {
    EventLoop.run((vertx, context) -> {
      Seed seed = kernel -> kernel.execute(ExecuteRequest.of("setup")).outcome().map(kernel);

      Future<KernelPool> start = start(vertx, 2, seed);

      assertThat(start.result().snapshot()).isEqualTo(new PoolSnapshot(2, 2, 0, 0, 0, 0, ""));
      assertThat(provider.kernels()).extracting(FakeKernel::codes).containsOnly(List.of("setup"));
      assertThat(provider.requests()).containsOnly(Samples.kernelRequest("iris"));
    });
  }

  @Test
  void startFailsWithTheFirstFailureWhenEverythingIsStopped() {
    EventLoop.run((vertx, context) -> {
      provider.holdStarts();
      Future<KernelPool> start = start(vertx, 3, NO_SETUP);
      provider.finishStart();
      provider.failStart("no memory");

      assertThat(start.isComplete()).as("one kernel is still starting").isFalse();
      provider.finishStart();

      assertThat(start.cause()).hasMessage("no memory");
      assertThat(provider.alive()).isZero();
    });
  }

  @Test
  void aFailedSetupIsTheFailureOfTheStart() {
    EventLoop.run((vertx, context) -> {
      Future<KernelPool> start = start(vertx, 1, kernel -> Future.failedFuture("cell 3 raised"));

      assertThat(start.cause()).hasMessage("cell 3 raised");
      assertThat(provider.alive()).isZero();
    });
  }

  @Test
  void aKernelThatEndsWithItsLastSetupCellFailsTheStart() {
    EventLoop.run((vertx, context) -> {
      Future<KernelPool> start = start(vertx, 1, kernel -> {
        ((FakeKernel) kernel).die(7);
        return Future.succeededFuture(kernel);
      });

      assertThat(start.cause()).hasMessage("kernel iris-1 ended with exit code 7");
    });
  }

  @Test
  void anIdleKernelIsLentBeforeAcquireReturns() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 1, NO_SETUP).result();

      Ticket ticket = pool.acquire(PATIENCE);

      assertThat(ticket.lease().result().kernel()).isSameAs(provider.kernel(0));
      assertThat(pool.snapshot()).isEqualTo(new PoolSnapshot(1, 0, 1, 0, 0, 0, ""));
    });
  }

  @Test
  void aRequestsOwnContextOnTheSameLoopIsAtHome() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 1, NO_SETUP).result();
      Context request = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
      Async done = context.async();

      request.runOnContext(ignored -> {
        assertThat(pool.acquire(PATIENCE).lease().isComplete()).isTrue();
        done.complete();
      });
    });
  }

  @Test
  void releasedKernelsAreLentInTurn() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 3, NO_SETUP).result();
      List<String> used = new ArrayList<>();

      for (int call = 0; call < 6; call++) {
        Lease lease = pool.acquire(PATIENCE).lease().result();
        used.add(lease.kernel().id());
        lease.release();
      }

      assertThat(used).containsExactly("iris-1", "iris-2", "iris-3", "iris-1", "iris-2", "iris-3");
    });
  }

  @Test
  void waitingCallsGetTheKernelInTheOrderTheyCame() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 1, NO_SETUP).result();
      List<Integer> served = new ArrayList<>();

      for (int call = 1; call <= 4; call++) {
        int number = call;
        pool.acquire(PATIENCE).lease().onSuccess(lease -> {
          served.add(number);
          vertx.runOnContext(ignored -> lease.release());
        });
      }

      Async done = context.async();
      pool.acquire(PATIENCE).lease().onSuccess(ignored -> done.complete());
      done.handler(
          ignored -> context.verify(unused -> assertThat(served).containsExactly(1, 2, 3, 4)));
    });
  }

  @Test
  void aLeaseThatEndsInsideItsOwnGrantServesTheNextCall() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 1, NO_SETUP).result();
      Lease first = pool.acquire(PATIENCE).lease().result();
      List<Integer> served = new ArrayList<>();
      for (int call = 1; call <= 3; call++) {
        int number = call;
        pool.acquire(PATIENCE).lease().onSuccess(lease -> {
          served.add(number);
          lease.release();
        });
      }

      first.release();

      assertThat(served).containsExactly(1, 2, 3);
      assertThat(pool.snapshot().idle()).isOne();
    });
  }

  @Test
  void aCallBeyondTheQueueFailsAtOnce() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 1, NO_SETUP).result();
      for (int call = 0; call < 1 + QUEUE; call++) {
        pool.acquire(PATIENCE);
      }

      assertFailed(
          pool.acquire(PATIENCE).lease(),
          ErrorCode.NO_CAPACITY,
          "no kernel free and the queue is full (busy=1/1, waiting=4, starting=0)");
    });
  }

  @Test
  void aCallThatWaitedTooLongFailsAndLeavesTheQueue() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 1, NO_SETUP).result();
      pool.acquire(PATIENCE);
      Async late = context.async();

      pool.acquire(Duration.ofMillis(20))
          .lease()
          .onComplete(answer -> context.verify(ignored -> {
            assertFailed(
                Future.failedFuture(answer.cause()),
                ErrorCode.DEADLINE,
                "no kernel free within 20ms (busy=1/1, waiting=1, starting=0)");
            assertThat(pool.snapshot().waiting()).isZero();
            late.complete();
          }));
    });
  }

  @Test
  void aShorterPatienceRingsBeforeALongerOneThatCameFirst() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 1, NO_SETUP).result();
      pool.acquire(PATIENCE);
      Ticket patient = pool.acquire(PATIENCE);
      Async late = context.async();

      pool.acquire(Duration.ofMillis(20)).lease().onFailure(ignored -> {
        context.assertFalse(patient.lease().isComplete());
        late.complete();
      });
    });
  }

  @Test
  void anAbandonedCallIsCancelledAndNotServed() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 1, NO_SETUP).result();
      Lease lease = pool.acquire(PATIENCE).lease().result();
      Ticket gone = pool.acquire(PATIENCE);
      Ticket next = pool.acquire(PATIENCE);

      gone.abandon();
      lease.release();

      assertFailed(gone.lease(), ErrorCode.CANCELLED, "the call left the queue");
      assertThat(next.lease().succeeded()).isTrue();
    });
  }

  @Test
  void abandoningAnUnusedLeaseGivesTheKernelBack() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 1, NO_SETUP).result();

      pool.acquire(PATIENCE).abandon();

      assertThat(pool.snapshot().idle()).isOne();
    });
  }

  @Test
  void abandoningAUsedLeaseChangesNothing() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 1, NO_SETUP).result();
      Ticket ticket = pool.acquire(PATIENCE);
      Lease lease = ticket.lease().result();
      lease.kernel().execute(ExecuteRequest.of("1"));

      ticket.abandon();
      assertThat(pool.snapshot().busy()).isOne();

      lease.release();
      ticket.abandon();
      assertThat(pool.snapshot().idle()).isOne();
    });
  }

  @Test
  void aCallAbandonedByAnEarlierOneThatIsToldFirstHoldsNoKernel() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 2, NO_SETUP).result();
      Lease first = pool.acquire(PATIENCE).lease().result();
      Lease second = pool.acquire(PATIENCE).lease().result();
      Ticket third = pool.acquire(PATIENCE);
      Ticket fourth = pool.acquire(PATIENCE);
      third.lease().onSuccess(lease -> {
        second.release();
        fourth.abandon();
        lease.release();
      });

      first.release();

      assertFailed(fourth.lease(), ErrorCode.CANCELLED, "the call left the queue");
      assertThat(pool.snapshot()).isEqualTo(new PoolSnapshot(2, 2, 0, 0, 0, 0, ""));
    });
  }

  @Test
  void aLeaseEndsOnce() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 1, NO_SETUP).result();
      Lease lease = pool.acquire(PATIENCE).lease().result();
      lease.release();

      assertThatThrownBy(lease::release)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the lease of kernel iris-1 has already ended");
      assertThatThrownBy(() -> lease.spoil(Departure.UNRESPONSIVE, "late"))
          .isInstanceOf(IllegalStateException.class);
      assertThat(pool.snapshot().idle()).isOne();
    });
  }

  @Test
  void aSpoiledKernelIsStoppedAndASeededOneTakesItsPlace() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 1, NO_SETUP).result();
      Lease lease = pool.acquire(PATIENCE).lease().result();

      lease.spoil(Departure.UNRESPONSIVE, "it does not answer");

      assertThat(provider.kernel(0).stops()).isOne();
      assertThat(pool.acquire(PATIENCE).lease().result().kernel()).isSameAs(provider.kernel(1));
      assertThat(pool.snapshot()).isEqualTo(after(Departure.UNRESPONSIVE, 0, 1));
    });
  }

  @Test
  void anIdleKernelThatDiesIsReplacedBeforeItsNextUse() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = startProven(vertx);

      provider.kernel(0).die(137);

      assertThat(pool.acquire(PATIENCE).lease().result().kernel()).isSameAs(provider.kernel(1));
    });
  }

  @Test
  void aLeaseMayEndAfterItsKernelDied() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = startProven(vertx);
      Lease lease = pool.acquire(PATIENCE).lease().result();

      provider.kernel(0).die(7);
      lease.spoil(Departure.DIED, "it died");

      assertThat(provider.kernel(0).stops()).isOne();
      assertThat(provider.kernels()).hasSize(2);
      assertThat(pool.snapshot()).isEqualTo(after(Departure.DIED, 1, 0));
    });
  }

  @Test
  void aReplacementThatDoesNotStartIsTriedAgain() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = startProven(vertx);
      provider.holdStarts();
      provider.kernel(0).die(1);
      provider.failStart("no memory");
      assertThat(pool.snapshot().lastFailure()).isEqualTo("no memory");
      assertThat(pool.snapshot().departures())
          .isEqualTo(Map.of(Departure.DIED, 1, Departure.START_FAILED, 1));
      provider.letStarts();
      Async served = context.async();

      pool.acquire(PATIENCE)
          .lease()
          .onComplete(context.asyncAssertSuccess(ignored -> served.complete()));
    });
  }

  @Test
  void closeRefusesWhoWaitsAndEndsWhenEveryKernelIsGone() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 2, NO_SETUP).result();
      pool.acquire(PATIENCE);
      pool.acquire(PATIENCE);
      Future<Lease> waiting = pool.acquire(PATIENCE).lease();

      Future<Void> closed = pool.close();

      assertFailed(
          waiting,
          ErrorCode.DRAINING,
          "the kernels are being stopped (busy=2/2, waiting=1, starting=0)");
      assertFailed(
          pool.acquire(PATIENCE).lease(),
          ErrorCode.DRAINING,
          "the kernels are being stopped (busy=0/2, waiting=0, starting=0)");
      assertThat(closed.succeeded()).isTrue();
      assertThat(provider.alive()).isZero();
      assertThat(pool.close().succeeded()).isTrue();
    });
  }

  @Test
  void closeWaitsForAKernelThatIsStillStarting() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = startProven(vertx);
      provider.holdStarts();
      provider.kernel(0).die(1);

      Future<Void> closed = pool.close();
      assertThat(closed.isComplete()).isFalse();
      provider.finishStart();

      assertThat(closed.succeeded()).isTrue();
      assertThat(provider.alive()).isZero();
    });
  }

  @Test
  void aSetupThatEndsAfterTheCloseIsHarmless() {
    EventLoop.run((vertx, context) -> {
      Promise<Void> setup = Promise.promise();
      Seed seed = kernel -> provider.kernels().size() == 1
          ? Future.succeededFuture(kernel)
          : setup.future().map(kernel);
      KernelPool pool = start(vertx, 1, seed).result();
      provider.kernel(0).die(1);

      Future<Void> closed = pool.close();
      setup.complete();

      assertThat(closed.succeeded()).isTrue();
      assertThat(provider.alive()).isZero();
    });
  }

  @Test
  void anotherEventLoopIsAnsweredOnItsOwnContext() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = start(vertx, 1, NO_SETUP).result();
      Async done = context.async();
      Context elsewhere = ((VertxInternal) vertx).createEventLoopContext();

      elsewhere.runOnContext(ignored -> pool.acquire(PATIENCE)
          .lease()
          .onComplete(context.asyncAssertSuccess(lease -> {
            context.assertEquals(elsewhere, Vertx.currentContext());
            lease.release();
            done.complete();
          })));
    });
  }

  @Test
  void aWorkerCannotStartAPool() {
    EventLoop.run((vertx, context) -> {
      Async done = context.async();
      ((VertxInternal) vertx).createWorkerContext().runOnContext(ignored -> {
        context.verify(unused -> assertThatThrownBy(() -> start(vertx, 1, NO_SETUP))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("a pool is started on an event loop, not on a worker"));
        done.complete();
      });
    });
  }

  @Test
  void theNextCallIsInTheKernelsLaneBeforeThePresentOneEnds() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = startOfDepthTwo(vertx);

      Lease present = pool.acquire(PATIENCE).lease().result();
      Lease ahead = pool.acquire(PATIENCE).lease().result();
      Ticket waiting = pool.acquire(PATIENCE);

      assertThat(ahead.kernel()).isSameAs(present.kernel());
      assertThat(pool.snapshot()).isEqualTo(new PoolSnapshot(1, 0, 1, 0, 1, 0, ""));
      present.release();
      assertThat(waiting.lease().result().kernel()).isSameAs(ahead.kernel());
    });
  }

  @Test
  void aCallAheadMayBeAbandonedBeforeItIsUsed() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = startOfDepthTwo(vertx);
      Lease present = pool.acquire(PATIENCE).lease().result();

      pool.acquire(PATIENCE).abandon();
      present.release();

      assertThat(pool.snapshot()).isEqualTo(new PoolSnapshot(1, 1, 0, 0, 0, 0, ""));
    });
  }

  @Test
  void aKernelSpoiledUnderACallAheadIsReplacedOnce() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = startOfDepthTwo(vertx);
      Lease present = pool.acquire(PATIENCE).lease().result();
      Lease ahead = pool.acquire(PATIENCE).lease().result();

      present.spoil(Departure.UNRESPONSIVE, "it does not answer");
      ahead.spoil(Departure.DIED, "it died");

      assertThat(provider.kernel(0).stops()).isOne();
      assertThat(pool.snapshot()).isEqualTo(after(Departure.UNRESPONSIVE, 1, 0));
    });
  }

  @Test
  void callsThatShareHoldAKernelAtTheSameTime() {
    EventLoop.run((vertx, context) -> {
      KernelPool pool = startOfDepthTwo(vertx);
      Sharing sharing = Sharing.shared("GET /slow", 3);
      List<Lease> leases = new ArrayList<>();
      for (int call = 0; call < 3; call++) {
        leases.add(pool.acquire(PATIENCE, sharing).lease().result());
      }
      Ticket exclusive = pool.acquire(PATIENCE);

      leases.forEach(Lease::release);

      assertThat(exclusive.lease().succeeded()).isTrue();
      assertThat(leases).extracting(Lease::kernel).containsOnly(provider.kernel(0));
    });
  }

  @Test
  void aKernelThatFailsWhileThePoolServesIsAWarningAndWhileItClosesIsNone() {
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(KernelKeeper.class);
    events.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(events);
    EventLoop.run((vertx, context) -> {
      KernelPool pool = startProven(vertx);
      provider.holdStarts();

      provider.kernel(0).die(1);
      pool.close();
      provider.failStart("no memory");
    });
    logger.detachAppender(events);
    logger.setLevel(null);

    assertThat(events.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("kernel died kernel=iris-1 how=ended with exit code 1");
  }

  @Test
  void everyKernelThatServesIsALine() {
    try (HeardLines lines = HeardLines.of(KernelKeeper.class.getName())) {
      EventLoop.run((vertx, context) -> {
        startOfDepthTwo(vertx);
        provider.kernel(0).die(1);
      });

      assertThat(lines.with("kernel ready"))
          .containsExactly(
              "INFO kernel ready kernel=iris-1 start-ms=0",
              "INFO kernel ready kernel=iris-2 start-ms=0");
    }
  }

  /** The clock stands still, so every call is a short one. */
  private KernelPool startOfDepthTwo(Vertx vertx) {
    provider.ofDepth(2);
    KernelPool pool = KernelPool.start(
            vertx,
            options(1),
            provider,
            NO_SETUP,
            PoolListener.NONE,
            new Timing(Backoff.DOUBLING, () -> 0))
        .result();
    pool.acquire(PATIENCE).lease().result().release();
    return pool;
  }

  /** One kernel that has ended a call. */
  private KernelPool startProven(Vertx vertx) {
    KernelPool pool = start(vertx, 1, NO_SETUP).result();
    pool.acquire(PATIENCE).lease().result().release();
    return pool;
  }

  private Future<KernelPool> start(Vertx vertx, int size, Seed seed) {
    Backoff soon = failures -> Duration.ofMillis(5);
    return KernelPool.start(
        vertx,
        options(size),
        provider,
        seed,
        PoolListener.NONE,
        new Timing(soon, System::nanoTime));
  }

  /** A pool of one kernel, which took the place of one that left. */
  private static PoolSnapshot after(Departure cause, int idle, int busy) {
    return new PoolSnapshot(
        1, idle, busy, 0, 0, 1, "", 0, Map.of(cause, 1), PoolSnapshot.Condition.SOUND);
  }

  private static PoolOptions options(int size) {
    return new PoolOptions(Samples.kernelRequest("iris"), size, size, QUEUE, Duration.ofSeconds(1));
  }

  private static void assertFailed(Future<Lease> lease, ErrorCode code, String message) {
    assertThat(lease.failed()).isTrue();
    GatewayException failure = (GatewayException) lease.cause();
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure).hasMessage(message);
  }
}
