package dev.cellroute.testing;

import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Stream;

/** What a fake kernel does with code; doing nothing leaves the execution under way. */
@FunctionalInterface
public interface FakeScript {

  /** Every cell succeeds and shows nothing. */
  FakeScript SILENT = (kernel, exchange) -> exchange.finish();

  /** Every cell prints its own source. */
  FakeScript ECHO =
      (kernel, exchange) -> exchange.finish(new Output.Text(Stream.STDOUT, exchange.code()));

  void run(FakeKernel kernel, FakeExchange exchange);
}
