package dev.cellroute.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.ServedNotebook;
import dev.cellroute.config.Compatibility;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.PathTemplate;
import dev.cellroute.endpoint.Verb;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.notebook.Cell;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServeCommandTest {
  private static final Cell CELL = new Cell(1, Cell.Type.CODE, "# GET /a", List.of());
  private static final Endpoint ENDPOINT =
      new Endpoint(Verb.GET, PathTemplate.parse("/a"), "", List.of(CELL), List.of());

  @TempDir
  private Path directory;

  private final StopSignal signal = Run.unheard();
  private final AtomicInteger drained = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @BeforeEach
  void makeNotebook() throws IOException {
    Files.createFile(directory.resolve("a.ipynb"));
  }

  /** A gateway without notebooks, which counts how often it is closed. */
  private final class FakeService implements Service {
    @Override
    public int port() {
      return 4711;
    }

    @Override
    public List<ServedNotebook> served() {
      return List.of(
          new ServedNotebook("a.ipynb", "/", "python3", 2, "jupyter", "ready", List.of(ENDPOINT)));
    }

    @Override
    public Future<Void> reload() {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> drain() {
      drained.incrementAndGet();
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> close() {
      closed.incrementAndGet();
      return Future.succeededFuture();
    }
  }

  @Test
  void whenReadyItSaysHowItIsReachedAndServesUntilStopped() throws Exception {
    CompletableFuture<Run> run = CompletableFuture.supplyAsync(() -> serve(
        (vertx, configs, progress, unwanted) -> {
          progress.accept("starting 2 kernels for a.ipynb");
          // Stops once it is ready: the start is known to the command when this method has
          // returned.
          return Future.succeededFuture((Service) new FakeService()).onSuccess(each -> stopLater());
        },
        "serve",
        "a.ipynb",
        "--port",
        "0",
        "--base-path",
        "/x"));

    Run done = run.get(30, SECONDS);

    assertThat(done.code()).isZero();
    assertThat(done.out()).isEqualTo("""
            NOTEBOOK  KERNEL   KERNELS  LANE     ROUTES  STATE
            a.ipynb   python3  2        jupyter  1       ready

            API   http://127.0.0.1:4711/x/
            Spec  http://127.0.0.1:4711/x/_api/spec/swagger.json

              curl 'http://127.0.0.1:4711/x/a'
            """);
    assertThat(done.err())
        .contains(
            "cellroute: starting 2 kernels for a.ipynb\n",
            "ServeCommand: ready url=http://127.0.0.1:4711/x notebooks=1\n",
            "ServeCommand: stopping\n");
    assertThat(drained).hasValue(1);
    assertThat(closed).hasValue(1);
  }

  @Test
  void kernelGatewaysFlagsReachTheGateway() {
    List<GatewayConfig> seen = new ArrayList<>();

    serve(
        (vertx, configs, progress, unwanted) -> {
          seen.add(configs.first());
          return Future.failedFuture(new GatewayException(ErrorCode.SEED_FAILED, "enough"));
        },
        "serve",
        "--KernelGatewayApp.seed_uri=a.ipynb",
        "--KernelGatewayApp.port",
        "4712",
        "--ip=127.0.0.1",
        "--NotebookHTTPPersonality.allow_notebook_download=True");

    GatewayConfig config = seen.get(0);
    assertThat(config.compat()).isEqualTo(Compatibility.JKG);
    assertThat(config.http().port()).isEqualTo(4712);
    assertThat(config.http().source()).isTrue();
    assertThat(config.notebooks()).hasSize(1);
  }

  @Test
  void aSetupCellThatFailsIsOneWithItsMessage() {
    Run run = serve(
        (vertx, configs, progress, unwanted) -> Future.failedFuture(
            new GatewayException(ErrorCode.SEED_FAILED, "a.ipynb, cell 3, line 2: ValueError: no")),
        "serve",
        "a.ipynb");

    assertThat(run).isEqualTo(new Run(1, "", "error: a.ipynb, cell 3, line 2: ValueError: no\n"));
  }

  @Test
  void aPortThatIsTakenIsSixAndNamed() {
    Run run = serve(
        (vertx, configs, progress, unwanted) ->
            Future.failedFuture(new BindException("Address already in use")),
        "serve",
        "a.ipynb",
        "--port",
        "4713");

    assertThat(run)
        .isEqualTo(new Run(
            6,
            "",
            "error: port 4713 of 127.0.0.1 is taken:"
                + " choose another with --port, or --port 0 for a free one\n"));
  }

  @Test
  void anAddressThatIsNotOursIsAWrongSetting() {
    Run run = serve(
        (vertx, configs, progress, unwanted) ->
            Future.failedFuture(new BindException("Cannot assign requested address")),
        "serve",
        "a.ipynb",
        "--host",
        "10.1.2.3",
        "--token",
        "t");

    assertThat(run)
        .isEqualTo(new Run(
            2, "", "error: cannot listen on 10.1.2.3:8888: Cannot assign requested address\n"));
  }

  @Test
  void whatNobodyExpectedAsksForAReport() {
    Run run = serve(
        (vertx, configs, progress, unwanted) ->
            Future.failedFuture(new IllegalStateException("oops")),
        "serve",
        "a.ipynb");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("error: this is a bug in Cellroute, please report it:"
            + " java.lang.IllegalStateException: oops\n");
  }

  @Test
  void aStartThatIsNoLongerWantedIsInterrupted() throws Exception {
    Promise<Service> start = Promise.promise();
    CompletableFuture<Run> run = CompletableFuture.supplyAsync(() -> serve(
        (vertx, configs, progress, unwanted) -> {
          unwanted.thenRun(() -> start.fail("ended before it was complete"));
          stopLater();
          return start.future();
        },
        "serve",
        "a.ipynb"));

    assertThat(run.get(30, SECONDS).code()).isEqualTo(130);
  }

  private void stopLater() {
    new Thread(signal::stop).start();
  }

  private Run serve(Service.Launcher launcher, String... arguments) {
    Run run = Run.of(directory, Map.of(), launcher, signal, arguments);
    signal.finish(ExitCode.OK);
    return run;
  }
}
