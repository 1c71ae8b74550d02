package dev.cellroute.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.KernelControl.Signal;
import dev.cellroute.kernel.KernelExit.Cause;
import dev.cellroute.kernel.Outcome.Afterwards;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.kernelspec.KernelSpec.InterruptMode;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Failure;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.output.Output.Text;
import dev.cellroute.protocol.Channel;
import dev.cellroute.protocol.Header;
import dev.cellroute.protocol.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.TestOptions;
import io.vertx.ext.unit.TestSuite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of a kernel and of its exchanges, spoken by a script. */
final class ProtocolKernelTest {
  private static final long LIMIT = 20_000;
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration ENOUGH = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String OK = "{'status':'ok'}";

  private final Vertx vertx = Vertx.vertx();
  private final ScriptedConnection connection = new ScriptedConnection();
  private final ScriptedControl control = new ScriptedControl();

  /** Written by the context, read by it and by the test. */
  private volatile Message lastRequest = new Message(Header.NONE, Header.NONE, Buffer.buffer());

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void doneIsReplyAndIdleInThisOrder() {
    connection.on("execute_request", request -> {
      connection.status(request, "busy");
      connection.print(request, "a");
      connection.reply(request, OK);
      connection.print(request, "b");
      connection.status(request, "idle");
    });
    assertOutcome(new Outcome(List.of(text("ab")), Map.of(), Afterwards.STAYS));
  }

  @Test
  void doneIsIdleAndReplyInThisOrderToo() {
    connection.on("execute_request", request -> {
      connection.print(request, "a");
      connection.status(request, "idle");
      connection.reply(request, OK);
    });
    assertOutcome(new Outcome(List.of(text("a")), Map.of(), Afterwards.STAYS));
  }

  @Test
  void failureThatIsOnlyInTheReplyIsAnOutput() {
    answering("{'status':'abort'}");
    assertOutcome(new Outcome(
        List.of(new Failure("ExecutionAborted", "the kernel answered status abort", List.of())),
        Map.of(),
        Afterwards.STAYS));
  }

  @Test
  void failureOnIopubIsNotTakenTwice() {
    connection.on("execute_request", request -> {
      connection.say(Channel.IOPUB, request.header(), "error", "{'ename':'E','evalue':'1'}");
      connection.reply(request, "{'status':'error','ename':'E','evalue':'1'}");
      connection.status(request, "idle");
    });
    assertOutcome(
        new Outcome(List.of(new Failure("E", "1", List.of())), Map.of(), Afterwards.STAYS));
  }

  @Test
  void exitCallMeansThatTheKernelLeaves() {
    answering("{'status':'ok','payload':[{'source':'ask_exit'}]}");
    assertOutcome(new Outcome(List.of(), Map.of(), Afterwards.LEAVES));
  }

  @Test
  void questionIsAnsweredWithNothingAndCountsAsAFailure() {
    connection
        .on(
            "execute_request",
            request ->
                connection.say(Channel.STDIN, request.header(), "input_request", "{'prompt':'?'}"))
        .on("input_reply", answer -> answerOf(lastRequest));
    rememberRequests();
    assertOutcome(new Outcome(
        List.of(new Failure(
            "StdinNotImplementedError",
            "the cell asked for input, and there is nobody to answer",
            List.of())),
        Map.of(),
        Afterwards.STAYS));
  }

  @Test
  void outputOfAnotherRequestIsDropped() {
    connection.on("execute_request", request -> {
      Message foreign = new Message(connection.foreign(), request.parent(), request.content());
      connection.print(foreign, "late");
      connection.print(request, "mine");
      connection.reply(request, OK);
      connection.status(foreign, "idle");
      connection.status(request, "idle");
    });
    assertOutcome(new Outcome(List.of(text("mine")), Map.of(), Afterwards.STAYS));
  }

  @Test
  void lostMessageIsNoticed() {
    connection.on("execute_request", request -> {
      connection.print(request, "a");
      connection.lose();
      connection.reply(request, OK);
      connection.status(request, "idle");
    });
    assertFailure("output_incomplete: 1 messages of the kernel were lost");
  }

  @Test
  void lostIdleIsNoticed() {
    connection.on("execute_request", request -> connection.reply(request, OK));
    assertFailure("output_incomplete: the end of the kernel's output was lost");
  }

  @Test
  void whatIsStillOnItsWayIsNotLost() {
    connection.on("execute_request", request -> {
      connection.print(request, "a");
      connection.reply(request, OK);
      connection.on(
          "kernel_info_request",
          probe -> connection.on("kernel_info_request", next -> {
            connection.status(request, "idle");
            connection.introduce(next);
          }));
    });
    assertOutcome(new Outcome(List.of(text("a")), Map.of(), Afterwards.STAYS));
  }

  @Test
  void lostReplyIsNoticed() {
    connection.on("execute_request", request -> connection.status(request, "idle"));
    assertFailure("output_incomplete: the kernel's reply was lost");
  }

  @Test
  void tooMuchOutputIsToldAtOnceAndTheCellInterrupted() {
    connection.on("execute_request", request -> connection.print(request, "0123456789"));
    run(context -> kernel().compose(kernel -> {
      Exchange exchange = kernel.execute(ExecuteRequest.of("x").limitedTo(9));
      return failureOf(exchange.outcome())
          .onSuccess(failure -> context.verify(ignored -> {
            assertThat(failure)
                .isEqualTo("output_limit: the cell wrote more than 9 bytes (request.max-output)");
            assertThat(control.signals()).containsExactly(Signal.INTERRUPT);
            assertThat(exchange.quiet().isComplete()).isFalse();
          }));
    }));
  }

  @Test
  void cancelledCellIsInterruptedAndQuietWhenItHasEnded() {
    rememberRequests();
    run(context -> kernel().compose(kernel -> {
      Exchange exchange = kernel.execute(ExecuteRequest.of("x"));
      exchange.cancel();
      return failureOf(exchange.outcome())
          .onSuccess(failure -> context.verify(ignored -> {
            assertThat(failure).isEqualTo("cancelled: the call was cancelled");
            assertThat(exchange.quiet().isComplete()).isFalse();
          }))
          .compose(ignored -> {
            answerOf(lastRequest);
            return exchange.quiet();
          });
    }));
    assertThat(control.signals()).containsExactly(Signal.INTERRUPT);
  }

  @Test
  void cancelledCellWhoseReplyWasInterruptedIsQuietAfterARoundTrip() {
    rememberRequests();
    run(context -> kernel(new KernelTerms(ENOUGH, LONG, SHORT)).compose(kernel -> {
      Exchange exchange = kernel.execute(ExecuteRequest.of("x"));
      exchange.cancel();
      return failureOf(exchange.outcome()).compose(ignored -> {
        connection.status(lastRequest, "idle");
        return exchange.quiet();
      });
    }));
  }

  @Test
  void interruptIsRepeatedForAKernelThatHasNotBegunYet() {
    rememberRequests();
    control.onSignal(count -> {
      if (count == 2) {
        answerOf(lastRequest);
      }
    });
    run(context -> kernel().compose(kernel -> {
      Exchange exchange = kernel.execute(ExecuteRequest.of("x"));
      exchange.cancel();
      return exchange.quiet();
    }));
    assertThat(control.signals()).containsExactly(Signal.INTERRUPT, Signal.INTERRUPT);
  }

  @Test
  void interruptGoesByMessageWhereTheSpecSaysSo() {
    connection.on("interrupt_request", request -> connection.reply(request, OK));
    run(context -> kernel(InterruptMode.MESSAGE).compose(Kernel::interrupt));
    assertThat(connection.sent()).containsExactly("CONTROL interrupt_request");
    assertThat(control.signals()).isEmpty();
  }

  @Test
  void unansweredInterruptMessageIsFollowedByTheSignal() {
    run(context -> kernel(InterruptMode.MESSAGE).compose(Kernel::interrupt));
    assertThat(control.signals()).containsExactly(Signal.INTERRUPT);
  }

  @Test
  void deathEndsTheExchange() {
    connection.on("execute_request", request -> control.exit(137, "words"));
    assertFailure("kernel_died: the kernel was killed by signal 9 (SIGKILL)");
  }

  @Test
  void deadKernelRefusesWork() {
    run(context -> kernel().compose(kernel -> {
      control.exit(7, "words");
      return kernel
          .exit()
          .onSuccess(exit -> context.verify(
              ignored -> assertThat(exit).isEqualTo(new KernelExit(7, Cause.DIED, "words"))))
          .compose(exit -> failureOf(kernel.execute(ExecuteRequest.of("x")).outcome()))
          .onSuccess(failure -> context.verify(ignored ->
              assertThat(failure).isEqualTo("kernel_died: the kernel ended with exit code 7")));
    }));
  }

  @Test
  void brokenConnectionEndsTheKernel() {
    connection.on(
        "execute_request", request -> connection.breakOff(KernelListener.Break.Kind.EVERYTHING));
    assertFailure("kernel_died: the kernel died: its connection broke");
    assertThat(control.signals()).containsExactly(Signal.KILL);
  }

  @Test
  void outputChannelThatBreaksAloneIsAnOutputTooLarge() {
    connection.on(
        "execute_request", request -> connection.breakOff(KernelListener.Break.Kind.OUTPUT));
    assertFailure("output_limit: one output was larger than kernel.max-message");
  }

  @Test
  void politeKernelIsOnlyAskedToStop() {
    connection.on("shutdown_request", request -> control.exit(0, ""));
    assertStop(new KernelExit(0, Cause.STOPPED, ""));
    assertThat(connection.sent()).containsExactly("CONTROL shutdown_request");
    assertThat(control.signals()).isEmpty();
  }

  @Test
  void deafKernelIsTerminatedAndThenKilled() {
    assertStop(new KernelExit(137, Cause.STOPPED, ""));
    assertThat(control.signals()).containsExactly(Signal.TERMINATE, Signal.KILL);
  }

  @Test
  void stoppingEndsTheExchange() {
    run(context -> kernel().compose(kernel -> {
      Exchange exchange = kernel.execute(ExecuteRequest.of("x"));
      return kernel
          .stop(Duration.ofMillis(10))
          .compose(exit -> failureOf(exchange.outcome()))
          .onSuccess(failure -> context.verify(
              ignored -> assertThat(failure).isEqualTo("kernel_died: the kernel was stopped")));
    }));
  }

  @Test
  void silentKernelDoesNotStart() {
    connection.on("kernel_info_request", request -> {});
    assertStartFailure("kernel_start_failed: kernel scripted did not start:"
        + " nothing was heard on shell within 300 ms");
  }

  @Test
  void kernelWithoutIopubDoesNotStart() {
    connection.on("kernel_info_request", request -> connection.reply(request, "{}"));
    assertStartFailure("kernel_start_failed: kernel scripted did not start:"
        + " nothing was heard on IOPub within 300 ms");
  }

  @Test
  void kernelThatEndsBeforeItIsReadyTellsItsLastWords() {
    connection.on("kernel_info_request", request -> control.exit(1, "Traceback\n\n  no module"));
    assertStartFailure(
        "kernel_start_failed: kernel scripted did not start: it ended with exit code 1;"
            + " its last words: Traceback | no module");
  }

  @Test
  void probesAreRepeatedUntilBothChannelsAnswer() {
    int[] probes = {0};
    connection.on("kernel_info_request", request -> {
      probes[0]++;
      if (probes[0] < 3) {
        connection.reply(request, "{}");
        return;
      }
      connection.introduce(request);
    });
    run(context -> vertx.timer(1).compose(ignored -> kernel(InterruptMode.SIGNAL, 5000)));
    assertThat(probes[0]).isEqualTo(3);
  }

  private void rememberRequests() {
    connection.before("execute_request", request -> lastRequest = request);
  }

  private void answering(String body) {
    connection.on("execute_request", request -> {
      connection.reply(request, body);
      connection.status(request, "idle");
    });
  }

  private void answerOf(Message request) {
    connection.reply(request, OK);
    connection.status(request, "idle");
  }

  private void assertOutcome(Outcome expected) {
    run(context -> kernel()
        .compose(kernel -> kernel.execute(ExecuteRequest.of("x")).outcome())
        .onSuccess(outcome -> context.verify(ignored -> assertThat(outcome).isEqualTo(expected))));
  }

  private void assertFailure(String expected) {
    run(context -> kernel().compose(kernel -> {
      Exchange exchange = kernel.execute(ExecuteRequest.of("x"));
      return failureOf(exchange.outcome())
          .onSuccess(failure -> context.verify(ignored -> assertThat(failure).isEqualTo(expected)))
          .compose(ignored -> exchange.quiet());
    }));
  }

  private void assertStop(KernelExit expected) {
    run(context -> kernel()
        .compose(kernel -> kernel.stop(Duration.ofMillis(20)))
        .onSuccess(exit -> context.verify(ignored -> assertThat(exit).isEqualTo(expected))));
  }

  private void assertStartFailure(String expected) {
    run(context -> failureOf(kernel())
        .onSuccess(failure -> context.verify(ignored -> assertThat(failure).isEqualTo(expected))));
    assertThat(control.signals()).containsExactly(Signal.KILL);
  }

  private Future<Kernel> kernel() {
    return kernel(InterruptMode.SIGNAL);
  }

  private Future<Kernel> kernel(InterruptMode mode) {
    return kernel(mode, 300);
  }

  private Future<Kernel> kernel(InterruptMode mode, long patience) {
    return kernel(mode, new KernelTerms(Duration.ofMillis(patience), SHORT, SHORT));
  }

  private Future<Kernel> kernel(KernelTerms terms) {
    return kernel(InterruptMode.SIGNAL, terms);
  }

  private Future<Kernel> kernel(InterruptMode mode, KernelTerms terms) {
    KernelSpec spec = new KernelSpec(
        "scripted", "Scripted", "none", List.of(), Map.of(), mode, Path.of("."), "test");
    return ProtocolKernel.start(
        new KernelParts(vertx.getOrCreateContext(), "scripted-1", spec, control, connection::open),
        terms);
  }

  private static Future<String> failureOf(Future<?> future) {
    return future.transform(end -> {
      GatewayException failure = (GatewayException) end.cause();
      return Future.succeededFuture(failure.code().code() + ": " + failure.detail());
    });
  }

  private void run(Function<TestContext, Future<?>> test) {
    TestSuite.create("kernel")
        .test("test", context -> test.apply(context).onComplete(context.asyncAssertSuccess()))
        .run(vertx, new TestOptions().setTimeout(LIMIT))
        .awaitSuccess(LIMIT + 1000);
  }

  private static Output text(String text) {
    return new Text(Stream.STDOUT, text);
  }
}
