package dev.cellroute.invocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.KernelConfig;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.local.LocalKernelProvider;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.output.Output;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A real kernel that has run a dialect's setup. Every method blocks. */
final class DialectKernel implements AutoCloseable {
  private static final KernelConfig CONFIG = new KernelConfig(
      Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(1), DataSize.ofMib(64));

  private final Vertx vertx = Vertx.vertx();
  private final LocalKernelProvider provider = LocalKernelProvider.open(vertx, CONFIG);
  private final Dialect dialect;
  private final Kernel kernel;

  DialectKernel(Dialect dialect, KernelSpec spec) {
    this.dialect = dialect;
    Duration limit = CONFIG.startTimeout();
    kernel = await(provider.start(
        new KernelRequest(spec, "dialect", Path.of("").toAbsolutePath(), Map.of(), limit)));
    run(ExecuteRequest.of(dialect.setup()));
  }

  Kernel kernel() {
    return kernel;
  }

  Outcome run(ExecuteRequest request) {
    return await(kernel.execute(request).outcome());
  }

  Outcome run(String code) {
    return run(ExecuteRequest.of(code));
  }

  Outcome outcome(String source, String document) {
    return run(dialect.call(source, document));
  }

  Dialect.Answer call(String source, String document) {
    return dialect.answer(outcome(source, document));
  }

  Dialect.Answer call(String source) {
    return call(source, "{}");
  }

  String printed(String source, String document) {
    return call(source, document).outputs().stream()
        .map(each -> each instanceof Output.Text text ? text.text() : each.toString())
        .collect(Collectors.joining());
  }

  /** What a source printed as base64 text, whatever its line ends. */
  String decoded(String source, String document) {
    return new String(Base64.getMimeDecoder().decode(printed(source, document)), UTF_8);
  }

  @Override
  public void close() {
    await(provider.close());
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(120, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }
}
