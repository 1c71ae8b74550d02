package dev.cellroute.kernel;

import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.testing.FakeExchange;
import dev.cellroute.testing.FakeKernel;
import dev.cellroute.testing.FakeKernelProvider;
import dev.cellroute.testing.Samples;
import io.vertx.core.Vertx;
import java.util.List;

/** The fake kernel behaves as a kernel must. */
class FakeKernelTest extends KernelContract {

  @Override
  protected KernelProvider provider(Vertx vertx) {
    return new FakeKernelProvider(FakeKernelTest::interpret).failingFor("impossible");
  }

  @Override
  protected KernelRequest request() {
    return Samples.kernelRequest("iris");
  }

  @Override
  protected KernelRequest impossibleRequest() {
    return Samples.kernelRequest("impossible");
  }

  @Override
  protected String printing(String text) {
    return "print " + text;
  }

  @Override
  protected String raising() {
    return "raise";
  }

  @Override
  protected String runningForEver() {
    return "loop";
  }

  @Override
  protected String dying() {
    return "die";
  }

  private static void interpret(FakeKernel kernel, FakeExchange exchange) {
    String code = exchange.code();
    switch (code) {
      case "raise" -> exchange.finish(new Output.Failure("Error", "boom", List.of()));
      case "die" -> kernel.die(7);
      case "loop" -> {
        // It runs until it is cancelled.
      }
      default -> exchange.finish(new Output.Text(Stream.STDOUT, code.substring("print ".length())));
    }
  }
}
