package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.Compatibility;
import dev.cellroute.config.DataSize;
import dev.cellroute.config.KernelConfig;
import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.endpoint.NotebookCompiler;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernel.local.LocalKernelProvider;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.notebook.Cell;
import dev.cellroute.notebook.Notebook;
import dev.cellroute.pool.KernelPool;
import dev.cellroute.pool.PoolOptions;
import dev.cellroute.testing.BashKernels;
import dev.cellroute.testing.PythonKernels;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Batches on real kernels: the first call has the kernel for itself, the others share runs. */
final class BatchIT {
  private static final String DIVIDE = """
      # POST /inverse
      # batch: 16
      import json, os
      numbers = [request["body"] for request in json.loads(REQUEST)]
      if "die" in numbers:
          os._exit(3)
      print(json.dumps([{"inverse": 1 / number, "shared": len(numbers)} for number in numbers]))
      """;
  private static final String COUNT = """
      # POST /count
      # batch: 16
      count=$(grep -o '"url"' <<< "$REQUEST" | wc -l)
      answers=$(yes "$count" | head -n "$count" | paste -sd,)
      printf '[%s]' "$answers"
      """;

  private final List<Integer> heard = new ArrayList<>();

  @Test
  void aPythonCellAnswersManyCallersWithOneRun() {
    assertThat(answers("python", PythonKernels.spec(), DIVIDE, "1", "2", "4", "5"))
        .containsExactly(
            "{\"inverse\": 1.0, \"shared\": 1}",
            "{\"inverse\": 0.5, \"shared\": 3}",
            "{\"inverse\": 0.25, \"shared\": 3}",
            "{\"inverse\": 0.2, \"shared\": 3}");
    assertThat(heard).containsExactly(1, 3);
  }

  @Test
  void onlyTheGuiltyCallerGetsTheErrorOfAPythonCell() {
    assertThat(answers("python", PythonKernels.spec(), DIVIDE, "1", "2", "0", "4"))
        .containsExactly(
            "{\"inverse\": 1.0, \"shared\": 1}",
            "{\"inverse\": 0.5, \"shared\": 1}",
            "cell_error: ZeroDivisionError: division by zero",
            "{\"inverse\": 0.25, \"shared\": 1}");
  }

  @Test
  void aPythonKernelThatEndsFailsAllWhoShareTheRun() {
    assertThat(answers("python", PythonKernels.spec(), DIVIDE, "1", "2", "\"die\""))
        .satisfies(answers -> assertThat(answers.subList(1, 3))
            .allSatisfy(answer -> assertThat(answer).startsWith("kernel_died: ")));
    assertThat(heard).containsExactly(1, 2);
  }

  @Test
  void aBashCellAnswersManyCallersWithOneRun() {
    assertThat(answers("bash", BashKernels.spec(), COUNT, "1", "2", "3", "4"))
        .containsExactly("1", "3", "3", "3");
  }

  /** What the calls are answered with that come at the same moment, one for each body of JSON. */
  private List<String> answers(String language, KernelSpec spec, String cell, String... bodies) {
    Vertx vertx = Vertx.vertx();
    Context loop = vertx.getOrCreateContext();
    LocalKernelProvider provider = LocalKernelProvider.open(vertx, config());
    Dialect dialect = Dialects.of(language).orElseThrow();
    Endpoint endpoint = endpoint(language, cell);
    try {
      KernelPool pool = on(loop, () -> pool(vertx, provider, spec, dialect));
      CellInvoker invoker = new CellInvoker(vertx, pool, dialect, List.of(endpoint), options());
      return on(loop, () -> all(invoker, endpoint, bodies));
    } finally {
      await(provider.close());
      await(vertx.close());
    }
  }

  private static <T> T on(Context loop, Supplier<Future<T>> work) {
    Promise<T> result = Promise.promise();
    loop.runOnContext(start -> work.get().onComplete(result));
    return await(result.future());
  }

  private static Future<KernelPool> pool(
      Vertx vertx, LocalKernelProvider provider, KernelSpec spec, Dialect dialect) {
    KernelRequest kernel = new KernelRequest(
        spec, "batch", Path.of("").toAbsolutePath(), Map.of(), Duration.ofSeconds(60));
    return KernelPool.start(
        vertx,
        new PoolOptions(kernel, 1, 1, 256, Duration.ofSeconds(1)),
        provider,
        each -> each.execute(ExecuteRequest.of(dialect.setup())).outcome().map(each));
  }

  private static Future<List<String>> all(
      CellInvoker invoker, Endpoint endpoint, String... bodies) {
    List<Future<String>> answers = new ArrayList<>();
    for (String body : bodies) {
      answers.add(invoker
          .invoke(Examples.invocation(endpoint, Body.json(body)))
          .response()
          .map(response -> response.body().toString())
          .otherwise(BatchIT::failure));
    }
    return Future.join(answers).map(done -> answers.stream().map(Future::result).toList());
  }

  private static String failure(Throwable failure) {
    return ((GatewayException) failure).code().code() + ": " + failure.getMessage();
  }

  private InvokerOptions options() {
    return new InvokerOptions(
        "batch.ipynb",
        DataSize.ofMib(1),
        Duration.ofSeconds(1),
        Compatibility.NONE,
        new Batching(256, (endpoint, callers) -> heard.add(callers)));
  }

  private static KernelConfig config() {
    return new KernelConfig(
        Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(1), DataSize.ofMib(64));
  }

  private static Endpoint endpoint(String language, String source) {
    Cell cell = new Cell(1, Cell.Type.CODE, source, List.of());
    Notebook notebook =
        new Notebook("batch.ipynb", Path.of(""), "", language, List.of(cell), Buffer.buffer());
    NotebookApi api = NotebookCompiler.compile(notebook, "", Optional.empty());
    assertThat(api.diagnostics()).isEmpty();
    return api.endpoints().get(0);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(120, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }
}
