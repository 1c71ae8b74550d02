package dev.cellroute.deployment;

import static dev.cellroute.deployment.Notebooks.setup;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.LanePreference;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.Location;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.Lanes;
import dev.cellroute.output.Output;
import dev.cellroute.testing.EventLoop;
import dev.cellroute.testing.FakeKernel;
import dev.cellroute.testing.FakeKernelProvider;
import dev.cellroute.testing.FakeScript;
import dev.cellroute.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.unit.Async;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SetupCellsTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void thePreludeAndEachCellRunInOrderOneExecutionEach() {
    EventLoop.run((vertx, context) -> {
      FakeKernel kernel = kernel(FakeScript.ECHO);

      Future<Kernel> planted =
          cells(vertx, setup("iris.ipynb", "one", "two"), LONG).plant(kernel);

      assertThat(planted.result()).isSameAs(kernel);
      assertThat(kernel.codes()).containsExactly("prelude", "one", "two");
    });
  }

  @Test
  void aCellThatRaisesStopsTheSetupWithPlaceErrorAndTraceback() {
    EventLoop.run((vertx, context) -> {
      Output.Failure failure = new Output.Failure(
          "ZeroDivisionError",
          "division by zero",
          List.of("\u001b[31m-----\u001b[0m", "Cell In[1], line 2\n----> 2 price / rate"));
      FakeKernel kernel = kernel((fake, exchange) -> {
        if (exchange.code().equals("two")) {
          exchange.finish(failure);
        } else {
          exchange.finish();
        }
      });

      SeedFailedException failed =
          failure(cells(vertx, setup("iris.ipynb", "one", "two", "three"), LONG).plant(kernel));

      assertThat(failed).hasMessage("""
                  iris.ipynb, cell 2, line 2: ZeroDivisionError: division by zero
                  -----
                  Cell In[1], line 2
                  ----> 2 price / rate""");
      assertThat(failed.code()).isEqualTo(ErrorCode.SEED_FAILED);
      assertThat(failed.location()).isEqualTo(Location.cell("iris.ipynb", 2, 2, 0));
      assertThat(kernel.codes()).containsExactly("prelude", "one", "two");
    });
  }

  @Test
  void aFailureWithoutALineNamesTheCell() {
    EventLoop.run((vertx, context) -> {
      FakeKernel kernel = kernel(onCell(
          (fake, exchange) -> exchange.finish(new Output.Failure("Interrupted", "", List.of()))));

      assertThat(failure(cells(vertx, setup("iris.ipynb", "one"), LONG).plant(kernel)))
          .hasMessage("iris.ipynb, cell 1: Interrupted");
    });
  }

  @Test
  void aCellThatEndsItsKernelFails() {
    EventLoop.run((vertx, context) -> {
      FakeKernel kernel = kernel(onCell((fake, exchange) -> exchange.finishAndLeave()));

      assertThat(failure(cells(vertx, setup("iris.ipynb", "exit()"), LONG).plant(kernel)))
          .hasMessage("iris.ipynb, cell 1: the cell ends its own kernel");
    });
  }

  @Test
  void aCellThatKillsItsKernelIsNamed() {
    EventLoop.run((vertx, context) -> {
      FakeKernel kernel = kernel(onCell((fake, exchange) -> fake.die(7)));

      assertThat(failure(cells(vertx, setup("iris.ipynb", "os._exit(7)"), LONG).plant(kernel)))
          .hasMessage("iris.ipynb, cell 1: kernel iris-1 died")
          .extracting("code")
          .isEqualTo(ErrorCode.KERNEL_DIED);
    });
  }

  @Test
  void aCellThatTakesTooLongIsInterrupted() {
    EventLoop.run((vertx, context) -> {
      FakeKernel kernel = kernel(onCell((fake, exchange) -> {
        // It runs until it is cancelled.
      }));
      Async done = context.async();

      cells(vertx, setup("iris.ipynb", "loop"), Duration.ofMillis(20))
          .plant(kernel)
          .onFailure(failure -> {
            context.assertEquals(
                "iris.ipynb, cell 1: still running after 20ms (kernel.seed-timeout)",
                failure.getMessage());
            context.assertTrue(kernel.exchanges().get(1).isCancelled());
            done.complete();
          });
    });
  }

  @Test
  void aCellThatWritesTooMuchIsNotToldOfTheLimitOfCalls() {
    EventLoop.run((vertx, context) -> {
      FakeKernel kernel = kernel(onCell((fake, exchange) ->
          exchange.fail(ErrorCode.OUTPUT_LIMIT, "too much (request.max-output)")));

      assertThat(failure(cells(vertx, setup("iris.ipynb", "flood"), LONG).plant(kernel)))
          .hasMessage("iris.ipynb, cell 1: wrote more than 67108864 bytes"
              + " (the limit of a setup cell, which no key changes)");
    });
  }

  @Test
  void aPreludeThatFailsNamesTheNotebook() {
    EventLoop.run((vertx, context) -> {
      FakeKernel kernel = kernel((fake, exchange) ->
          exchange.finish(new Output.Failure("SyntaxError", "old Python", List.of())));

      assertThat(failure(cells(vertx, setup("iris.ipynb", "one"), LONG).plant(kernel)))
          .hasMessage("iris.ipynb: the prelude failed: SyntaxError: old Python");
    });
  }

  private static FakeScript onCell(FakeScript script) {
    return (kernel, exchange) -> {
      if (exchange.code().equals("prelude")) {
        exchange.finish();
      } else {
        script.run(kernel, exchange);
      }
    };
  }

  private static FakeKernel kernel(FakeScript script) {
    FakeKernelProvider provider = new FakeKernelProvider(script);
    Kernel kernel = provider.start(Samples.kernelRequest("iris")).result();
    return (FakeKernel) kernel;
  }

  private static SetupCells cells(Vertx vertx, NotebookApi api, Duration timeout) {
    LaneOpening lane = new LaneOpening(
        Lanes.NONE, LanePreference.AUTO, api, new FakeLanguage(), new SilentListener());
    return new SetupCells(vertx, api, new FakeLanguage(), timeout, lane);
  }

  private static SeedFailedException failure(Future<Kernel> planted) {
    assertThat(planted.failed()).isTrue();
    assertThat(planted.cause()).isInstanceOf(GatewayException.class);
    return (SeedFailedException) planted.cause();
  }

  /** Hears nothing, as nothing is said. */
  private static final class SilentListener implements DeploymentListener {
    @Override
    public void warned(Diagnostic warning) {
      throw new AssertionError(warning);
    }

    @Override
    public void progressed(String line) {}
  }

  /** A language whose tracebacks name line 2 wherever they say anything. */
  private static final class FakeLanguage implements LanguageSupport {

    @Override
    public String prelude() {
      return "prelude";
    }

    @Override
    public boolean hasResidentLane() {
      return true;
    }

    @Override
    public OptionalInt line(Output.Failure failure) {
      return failure.traceback().isEmpty() ? OptionalInt.empty() : OptionalInt.of(2);
    }
  }
}
