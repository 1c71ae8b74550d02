package dev.cellroute.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.KernelExit.Cause;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.testing.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.unit.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * What every {@link KernelProvider} and its kernels must do. A subclass says how to start them and
 * what code to run. Code that never ends must let itself be interrupted.
 */
public abstract class KernelContract {

  private static final Duration GRACE = Duration.ofSeconds(1);

  protected abstract KernelProvider provider(Vertx vertx);

  protected abstract KernelRequest request();

  /** A request whose kernel cannot be started. */
  protected abstract KernelRequest impossibleRequest();

  /** Code that writes the text to standard output, without a line end. */
  protected abstract String printing(String text);

  /** Code that raises an error. */
  protected abstract String raising();

  protected abstract String runningForEver();

  /** Code that ends the kernel's process with status 7. */
  protected abstract String dying();

  @Test
  void aStartedKernelKnowsWhatItIs() {
    withKernel((kernel, provider) -> {
      assertThat(kernel.id()).startsWith(request().label());
      assertThat(kernel.spec()).isEqualTo(request().spec());
      assertThat(kernel.info().language()).isNotEmpty();
      return Future.succeededFuture();
    });
  }

  @Test
  void kernelsHaveDifferentIds() {
    withKernel((kernel, provider) ->
        provider.start(request()).map(other -> assertThat(other.id()).isNotEqualTo(kernel.id())));
  }

  @Test
  void whatACellWritesIsItsOutcome() {
    withKernel((kernel, provider) -> kernel
        .execute(ExecuteRequest.of(printing("hello")))
        .outcome()
        .map(outcome -> assertThat(outcome.outputs())
            .isEqualTo(List.of(new Output.Text(Stream.STDOUT, "hello")))));
  }

  @Test
  void aCellThatRaisesIsANormalOutcome() {
    withKernel((kernel, provider) -> kernel
        .execute(ExecuteRequest.of(raising()))
        .outcome()
        .map(outcome -> assertThat(outcome.failure()).isPresent()));
  }

  @Test
  void anExecutionCanFollowAnExecution() {
    withKernel((kernel, provider) -> kernel
        .execute(ExecuteRequest.of(raising()))
        .outcome()
        .compose(ignored -> kernel.execute(ExecuteRequest.of(printing("again"))).outcome())
        .map(outcome -> assertThat(outcome.outputs())
            .isEqualTo(List.of(new Output.Text(Stream.STDOUT, "again")))));
  }

  @Test
  void aCancelledExecutionFailsAndThenTheKernelIsQuiet() {
    withKernel((kernel, provider) -> {
      Exchange exchange = kernel.execute(ExecuteRequest.of(runningForEver()));
      exchange.cancel();
      return failure(exchange.outcome())
          .map(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED))
          .compose(ignored -> exchange.quiet());
    });
  }

  @Test
  void aKernelThatDiesFailsItsExecutionAndSaysHow() {
    withKernel((kernel, provider) -> failure(
            kernel.execute(ExecuteRequest.of(dying())).outcome())
        .map(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KERNEL_DIED))
        .compose(ignored -> kernel.exit())
        .map(exit -> {
          assertThat(exit.status()).isEqualTo(7);
          return assertThat(exit.cause()).isEqualTo(Cause.DIED);
        }));
  }

  @Test
  void aKernelCanBeStoppedTwiceAndTellsItsEnd() {
    withKernel((kernel, provider) -> Future.all(kernel.stop(GRACE), kernel.stop(GRACE))
        .compose(ignored -> kernel.exit())
        .map(exit -> assertThat(exit.cause()).isEqualTo(Cause.STOPPED)));
  }

  @Test
  void stoppingABusyKernelFailsItsExecution() {
    withKernel((kernel, provider) -> {
      Exchange exchange = kernel.execute(ExecuteRequest.of(runningForEver()));
      return kernel
          .stop(GRACE)
          .compose(ignored -> failure(exchange.outcome()))
          .map(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KERNEL_DIED))
          .compose(ignored -> exchange.quiet());
    });
  }

  @Test
  void anExecutionOnAStoppedKernelFails() {
    withKernel((kernel, provider) -> kernel
        .stop(GRACE)
        .compose(ignored -> failure(kernel.execute(ExecuteRequest.of(raising())).outcome()))
        .map(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KERNEL_DIED)));
  }

  @Test
  void aKernelWorksOnWhenOneStartedBeforeItIsGone() {
    withKernel((kernel, provider) -> provider
        .start(request())
        .compose(later -> kernel.stop(GRACE).compose(ignored -> again(later, 5))));
  }

  private Future<?> again(Kernel kernel, int times) {
    return times == 0
        ? Future.succeededFuture()
        : kernel
            .execute(ExecuteRequest.of(printing("here")))
            .outcome()
            .compose(ignored -> again(kernel, times - 1));
  }

  @Test
  void aStartThatCannotSucceedFails() {
    withKernel((kernel, provider) -> failure(provider.start(impossibleRequest()))
        .map(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KERNEL_START_FAILED)));
  }

  @Test
  void closingTheProviderStopsItsKernels() {
    withKernel((kernel, provider) -> provider
        .close()
        .compose(ignored -> kernel.exit())
        .map(exit -> assertThat(exit.cause()).isEqualTo(Cause.STOPPED)));
  }

  @Test
  void aClosedProviderStartsNothing() {
    withKernel((kernel, provider) -> provider
        .close()
        .compose(ignored -> failure(provider.start(request())))
        .map(failure -> assertThat(failure).hasMessage("the kernel provider is closed")));
  }

  private void withKernel(BiFunction<Kernel, KernelProvider, Future<?>> test) {
    EventLoop.run((vertx, context) -> run(provider(vertx), context, test));
  }

  private void run(
      KernelProvider provider,
      TestContext context,
      BiFunction<Kernel, KernelProvider, Future<?>> test) {
    provider
        .start(request())
        .compose(kernel -> test.apply(kernel, provider))
        .eventually(provider::close)
        .onComplete(context.asyncAssertSuccess());
  }

  private static Future<GatewayException> failure(Future<?> future) {
    return future.transform((ignored, failure) -> failure instanceof GatewayException known
        ? Future.succeededFuture(known)
        : Future.failedFuture(new AssertionError("a GatewayException", failure)));
  }
}
