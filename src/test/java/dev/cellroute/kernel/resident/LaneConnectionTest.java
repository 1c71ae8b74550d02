package dev.cellroute.kernel.resident;

import static dev.cellroute.kernel.resident.LaneTrial.call;
import static dev.cellroute.kernel.resident.LaneTrial.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.Lane;
import dev.cellroute.kernel.LaneProgram;
import dev.cellroute.kernel.NotBegunException;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.Outcome.Afterwards;
import dev.cellroute.kernel.OutputLimit;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.testing.EventLoop;
import dev.cellroute.testing.FakeResident;
import dev.cellroute.testing.FakeResident.Call;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.unit.Async;
import io.vertx.ext.unit.TestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LaneConnectionTest {
  @TempDir
  private Path directory;

  /** An open lane and both of its ends. */
  private record Open(Vertx vertx, TestContext context, LaneTrial trial, Kernel kernel) {
    Lane lane() {
      return kernel.lane().orElseThrow();
    }

    Exchange call(String document) {
      return lane().call(LaneTrial.call(0, document));
    }

    FakeResident peer() {
      return trial.peer();
    }

    void verify(Runnable check) {
      context.verify(ignored -> check.run());
    }
  }

  @Test
  void aCallCarriesItsProgramAndDocumentAndItsTextComesBack() {
    open((open, done) -> {
      open.peer().onCall(call -> open.peer().text(call.number(), "setosa"));

      open.lane()
          .call(call(1, "{\"ä\": 1}"))
          .outcome()
          .onComplete(open.context().asyncAssertSuccess(outcome -> {
            open.verify(() -> assertThat(outcome).isEqualTo(printed("setosa")));
            open.verify(() ->
                assertThat(open.peer().calls()).containsExactly(new Call(1, 1, "{\"ä\": 1}")));
            done.complete();
          }));
    });
  }

  @Test
  void threeCallsAreSentAheadAndTheNextWaitsForAnAnswer() {
    open((open, done) -> {
      Exchange first = open.call("1");
      open.call("2");
      open.call("3");
      open.call("4");
      open.call("5");
      open.peer().onCall(call -> {
        if (call.number() == 4) {
          open.verify(() -> assertThat(documents(open)).containsExactly("1", "2", "3", "4"));
          open.peer().text(1, "");
        } else if (call.number() == 5) {
          open.verify(() -> assertThat(first.outcome().result()).isEqualTo(silent()));
          done.complete();
        }
      });
    });
  }

  @Test
  void answersGoByTheirNumber() {
    open((open, done) -> {
      Exchange first = open.call("1");
      Exchange second = open.call("2");
      open.peer().onCall(call -> {
        if (call.number() == 2) {
          open.peer().text(2, "two").text(1, "one");
        }
      });

      first.quiet().onComplete(ignored -> {
        open.verify(() -> assertThat(first.outcome().result()).isEqualTo(printed("one")));
        open.verify(() -> assertThat(second.outcome().result()).isEqualTo(printed("two")));
        done.complete();
      });
    });
  }

  @Test
  void anAnswerOfManyPiecesIsWhole() {
    open((open, done) -> {
      String text = "ä".repeat(1024 * 1024);
      open.peer().onCall(call -> open.peer().text(call.number(), text));

      open.call("1").outcome().onComplete(open.context().asyncAssertSuccess(outcome -> {
        open.verify(() ->
            assertThat(outcome.outputs()).containsExactly(new Output.Printed(Buffer.buffer(text))));
        done.complete();
      }));
    });
  }

  @Test
  void tooMuchOutputFailsTheCallAndTheLaneGoesOn() {
    open((open, done) -> {
      open.peer().onCall(call -> {
        if (call.number() == 1) {
          open.peer().end(1, new JsonObject().put("limit", true));
        } else {
          open.peer().text(call.number(), "fine");
        }
      });

      Exchange tooMuch = open.call("1");
      tooMuch
          .quiet()
          .compose(ignored -> open.call("2").outcome())
          .onComplete(open.context().asyncAssertSuccess(outcome -> {
            assertFailed(
                open, tooMuch, ErrorCode.OUTPUT_LIMIT, OutputLimit.exceeded(LaneTrial.MAX_OUTPUT));
            open.verify(() -> assertThat(outcome).isEqualTo(printed("fine")));
            done.complete();
          }));
    });
  }

  @Test
  void aDocumentThatFitsNoFrameIsRefusedAndTheLaneGoesOn() {
    open((open, done) -> {
      open.peer().onCall(call -> open.peer().text(call.number(), "fine"));

      Exchange tooLarge = open.call("x".repeat(8 * 1024 * 1024));
      open.call("2").outcome().onComplete(open.context().asyncAssertSuccess(outcome -> {
        assertFailed(
            open,
            tooLarge,
            ErrorCode.BODY_TOO_LARGE,
            "the request takes 8388623 bytes on its way to the kernel (expected: at most 8388608)");
        open.verify(() -> assertThat(tooLarge.quiet().isComplete()).isTrue());
        done.complete();
      }));
    });
  }

  /** What a kernel may do that ends its lane. */
  private record Break(String name, Consumer<FakeResident> what, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Break> breaks() {
    return List.of(
        new Break("closed", FakeResident::hangUp, "its lane was closed"),
        new Break("cut in mid-frame", LaneConnectionTest::cutInMidFrame, "its lane was closed"),
        new Break(
            "too large",
            peer -> peer.sendBytes(Buffer.buffer().appendInt(8 * 1024 * 1024 + 1)),
            "its lane sent a frame of 8388609 bytes (expected: 9 to 8388608)"),
        new Break(
            "unknown kind",
            peer -> peer.send(99, 1, Buffer.buffer()),
            "its lane sent a frame of the unknown kind 99"),
        new Break(
            "unknown call",
            peer -> peer.text(77, ""),
            "its lane sent an answer to a call that is not under way"),
        new Break(
            "no JSON",
            peer -> peer.send(18, 1, Buffer.buffer("prose")),
            "its lane sent not a JSON object"));
  }

  private static void cutInMidFrame(FakeResident peer) {
    peer.sendBytes(FakeResident.frame(17, 1, Buffer.buffer("half")).getBuffer(0, 15));
    peer.hangUp();
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void aBrokenLaneFailsWhatRunsAndWhatHasNotBegunSaysSo(Break how) {
    open((open, done) -> {
      Exchange running = open.call("1");
      Exchange ahead = open.call("2");
      Exchange waiting = open.call("3");
      open.peer().onCall(call -> {
        if (call.number() == 2) {
          how.what().accept(open.peer());
        }
      });

      waiting.quiet().onComplete(ignored -> {
        assertFailed(open, running, ErrorCode.KERNEL_DIED, "the kernel died: " + how.reason());
        assertNotBegun(open, ahead);
        assertNotBegun(open, waiting);
        assertNotBegun(open, open.call("4"));
        open.verify(() -> assertThat(open.trial().kernel().stops()).isEqualTo(1));
        done.complete();
      });
    });
  }

  @Test
  void aCallToAKernelThatHasEndedHasNotBegun() {
    open((open, done) -> {
      open.trial().kernel().die(9);

      Exchange late = open.call("1");

      late.quiet().onComplete(ignored -> {
        assertNotBegun(open, late);
        done.complete();
      });
    });
  }

  @Test
  void aLargeAnswerThatIsNoJsonEndsTheLane() {
    open((open, done) -> {
      Exchange running = open.call("1");
      open.peer()
          .onCall(call -> open.peer().send(18, 1, Buffer.buffer("x".repeat(2 * 1024 * 1024))));

      open.kernel().exit().onComplete(ignored -> {
        assertFailed(
            open,
            running,
            ErrorCode.KERNEL_DIED,
            "the kernel died: its lane sent not a JSON object");
        done.complete();
      });
    });
  }

  @Test
  void aDeadKernelIsNamedByItsExit() {
    open((open, done) -> {
      Exchange running = open.call("1");
      open.peer().onCall(call -> {
        open.peer().hangUp();
        open.vertx().setTimer(50, ignored -> open.trial().kernel().die(137));
      });

      running.quiet().onComplete(ignored -> {
        assertFailed(
            open, running, ErrorCode.KERNEL_DIED, "the kernel was killed by signal 9 (SIGKILL)");
        open.verify(() -> assertThat(open.trial().kernel().stops()).isZero());
        done.complete();
      });
    });
  }

  /** A child of the kernel may hold its end of the socket open. */
  @Test
  void aDeadKernelEndsItsLaneThoughTheSocketStaysOpen() {
    open((open, done) -> {
      Exchange running = open.call("1");
      open.peer().onCall(call -> open.trial().kernel().die(7));

      running.outcome().onComplete(ignored -> {
        assertFailed(open, running, ErrorCode.KERNEL_DIED, "the kernel ended with exit code 7");
        done.complete();
      });
    });
  }

  @Test
  void whatADyingKernelHasAnsweredIsHeard() {
    open((open, done) -> {
      open.peer().onCall(call -> {
        open.trial().kernel().die(7);
        open.peer().text(call.number(), "last words");
      });

      open.call("1").outcome().onComplete(open.context().asyncAssertSuccess(outcome -> {
        open.verify(() -> assertThat(outcome).isEqualTo(printed("last words")));
        done.complete();
      }));
    });
  }

  @Test
  void aStoppedKernelEndsItsCalls() {
    open((open, done) -> {
      Exchange running = open.call("1");
      open.peer().onCall(call -> open.kernel().stop(Duration.ZERO));

      running.outcome().onComplete(ignored -> {
        assertFailed(open, running, ErrorCode.KERNEL_DIED, "the kernel was stopped");
        open.verify(() -> assertThat(open.trial().kernel().stops()).isEqualTo(1));
        done.complete();
      });
    });
  }

  @Test
  void callsThatMayOverlapMayBothHaveBegun() {
    openWith(List.of(program("a", 2), program("b")), (open, done) -> {
      Exchange one = open.call("1");
      Exchange other = open.call("2");
      open.peer().onCall(call -> {
        if (call.number() == 2) {
          open.peer().hangUp();
        }
      });

      other.quiet().onComplete(ignored -> {
        assertFailed(open, one, ErrorCode.KERNEL_DIED, "the kernel died: its lane was closed");
        assertFailed(open, other, ErrorCode.KERNEL_DIED, "the kernel died: its lane was closed");
        open.verify(
            () -> assertThat(other.outcome().cause()).isNotInstanceOf(NotBegunException.class));
        done.complete();
      });
    });
  }

  @Test
  void closingTheLanesEndsTheirKernels() {
    open((open, done) -> {
      open.trial().lanes().close();

      open.kernel().exit().onComplete(ignored -> done.complete());
    });
  }

  @Test
  void aCancelledCallIsToldAtOnceAndQuietWhenTheKernelHasAnswered() {
    open((open, done) -> {
      Exchange exchange = open.call("1");
      open.peer().onCall(call -> exchange.cancel());
      open.peer().onCancel(number -> {
        assertFailed(open, exchange, ErrorCode.CANCELLED, "the call was cancelled");
        open.verify(() -> assertThat(exchange.quiet().isComplete()).isFalse());
        untilInterrupted(open, 1, () -> {
          open.verify(() -> assertThat(cancelFile(open)).hasBinaryContent(number(1)));
          open.peer().end(1, new JsonObject().put("cancelled", true));
        });
      });

      exchange.quiet().onComplete(ignored -> done.complete());
    });
  }

  @Test
  void anInterruptIsRepeatedUntilTheCallEnds() {
    open((open, done) -> {
      Exchange exchange = open.call("1");
      open.peer().onCall(call -> exchange.cancel());
      open.peer().onCancel(number -> untilInterrupted(open, 3, () -> open.peer().text(1, "")));

      exchange
          .quiet()
          .onComplete(ignored -> open.vertx().setTimer(400, later -> {
            open.verify(() -> assertThat(open.trial().kernel().interrupts()).isEqualTo(3));
            done.complete();
          }));
    });
  }

  @Test
  void aCallSentAheadIsCancelledWithoutAnInterruptUntilItMayHaveBegun() {
    open((open, done) -> {
      Exchange ahead = givenUpAhead(
          open,
          told -> open.vertx().setTimer(50, ignored -> {
            open.verify(() -> assertThat(open.trial().kernel().interrupts()).isZero());
            open.peer().text(1, "");
            untilInterrupted(open, 1, () -> {
              open.verify(() -> assertThat(cancelFile(open)).hasBinaryContent(number(2)));
              open.peer().end(2, new JsonObject().put("cancelled", true));
            });
          }));

      ahead.quiet().onComplete(ignored -> done.complete());
    });
  }

  @Test
  void theTurnOfACallThatWasGivenUpComesWithTheAnswerBeforeIt() {
    open((open, done) -> {
      Exchange ahead = givenUpAhead(open, told -> {
        open.verify(() -> assertThat(told.turn().isComplete()).isFalse());
        open.peer().text(1, "");
      });

      ahead.turn().onComplete(come -> done.complete());
    });
  }

  /** The second of two calls, given up while the first one runs; then the kernel has been told. */
  private static Exchange givenUpAhead(Open open, Consumer<Exchange> told) {
    open.call("1");
    Exchange ahead = open.call("2");
    ahead.cancel();
    open.peer().onCancel(number -> told.accept(ahead));
    return ahead;
  }

  @Test
  void aCallThatWasGivenUpBesideOneThatHoldsTheKernelHasItsTurnBehindIt() {
    openWith(List.of(program("a", 2)), (open, done) -> {
      Exchange beside = givenUpBeside(open, (holder, other) -> {
        open.verify(() -> assertThat(other.turn().isComplete()).isFalse());
        open.verify(() -> assertThat(open.trial().kernel().interrupts()).isEqualTo(1));
        open.peer().text(1, "");
      });

      beside.turn().onComplete(come -> untilInterrupted(open, 2, done::complete));
    });
  }

  @Test
  void whoHoldsTheKernelUntilItIsGivenUpItselfIsInterruptedNext() {
    openWith(List.of(program("a", 2)), (open, done) -> {
      Exchange beside = givenUpBeside(open, (holder, other) -> holder.cancel());

      beside
          .turn()
          .onComplete(come -> untilInterrupted(open, 2, () -> {
            open.verify(() -> assertThat(cancelFile(open)).hasBinaryContent(number(1)));
            done.complete();
          }));
    });
  }

  /**
   * The second of two calls that may overlap, given up while the first one holds the kernel; then
   * the interrupt has met the first one, and a while has passed.
   */
  private static Exchange givenUpBeside(Open open, BiConsumer<Exchange, Exchange> later) {
    Exchange holder = open.call("1");
    Exchange beside = open.call("2");
    beside.cancel();
    untilInterrupted(open, 1, () -> {
      kernelRuns(open, 1);
      open.vertx().setTimer(600, ignored -> later.accept(holder, beside));
    });
    return beside;
  }

  @Test
  void aCallThatWasGivenUpBesideOneThatHoldsNothingHasItsTurn() {
    openWith(List.of(program("a", 2)), (open, done) -> {
      open.call("1");
      Exchange beside = open.call("2");
      beside.cancel();

      beside.turn().onComplete(come -> done.complete());
    });
  }

  @Test
  void aCallThatWaitsIsCancelledWithoutTheKernel() {
    open((open, done) -> {
      List.of("1", "2", "3", "4").forEach(open::call);
      Exchange waiting = open.call("5");
      waiting.cancel();

      assertFailed(open, waiting, ErrorCode.CANCELLED, "the call was cancelled");
      open.verify(() -> assertThat(waiting.quiet().isComplete()).isTrue());
      done.complete();
    });
  }

  @Test
  void cancellingWhatHasEndedDoesNothing() {
    open((open, done) -> {
      open.peer().onCall(call -> open.peer().text(call.number(), "fine"));
      Exchange exchange = open.call("1");

      exchange.quiet().onComplete(ignored -> {
        exchange.cancel();
        open.verify(() -> assertThat(exchange.outcome().result()).isEqualTo(printed("fine")));
        open.verify(() -> assertThat(open.trial().kernel().interrupts()).isZero());
        done.complete();
      });
    });
  }

  @Test
  void aCallerElsewhereIsAnsweredOnItsOwnContext() {
    open((open, done) -> {
      open.peer().onCall(call -> open.peer().text(call.number(), ""));
      Context elsewhere = ((VertxInternal) open.vertx()).createEventLoopContext();

      elsewhere.runOnContext(ignored -> open.call("1")
          .outcome()
          .onComplete(open.context().asyncAssertSuccess(outcome -> {
            open.verify(() -> assertThat(Vertx.currentContext()).isEqualTo(elsewhere));
            done.complete();
          })));
    });
  }

  private void open(BiConsumer<Open, Async> test) {
    openWith(List.of(program("a"), program("b")), test);
  }

  private void openWith(List<LaneProgram> programs, BiConsumer<Open, Async> test) {
    EventLoop.run((vertx, context) -> {
      LaneTrial trial = new LaneTrial(vertx, directory);
      Async done = context.async();
      trial
          .open(programs.toArray(LaneProgram[]::new))
          .onComplete(context.asyncAssertSuccess(
              kernel -> test.accept(new Open(vertx, context, trial, kernel), done)));
    });
  }

  private static void untilInterrupted(Open open, int times, Runnable then) {
    open.vertx().setPeriodic(5, timer -> {
      if (open.trial().kernel().interrupts() >= times && open.vertx().cancelTimer(timer)) {
        then.run();
      }
    });
  }

  private static void assertFailed(Open open, Exchange exchange, ErrorCode code, String message) {
    open.verify(() -> {
      GatewayException failure = (GatewayException) exchange.outcome().cause();
      assertThat(failure).hasMessage(message);
      assertThat(failure.code()).isEqualTo(code);
    });
  }

  private static void assertNotBegun(Open open, Exchange exchange) {
    open.verify(() -> assertThat(exchange.outcome().cause()).isInstanceOf(NotBegunException.class));
  }

  private static List<String> documents(Open open) {
    return open.peer().calls().stream().map(Call::document).toList();
  }

  private static Path cancelFile(Open open) {
    return Path.of(open.peer().told().getString("cancel_file"));
  }

  /** What its signal handler leaves in the file. */
  private static void kernelRuns(Open open, long call) {
    try {
      Files.write(cancelFile(open), number(call), StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static byte[] number(long call) {
    return ByteBuffer.allocate(Long.BYTES).putLong(call).array();
  }

  private static Outcome printed(String text) {
    return new Outcome(List.of(new Output.Text(Stream.STDOUT, text)), Map.of(), Afterwards.STAYS);
  }

  private static Outcome silent() {
    return new Outcome(List.of(), Map.of(), Afterwards.STAYS);
  }
}
