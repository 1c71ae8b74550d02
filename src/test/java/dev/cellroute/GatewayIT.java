package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.config.CommandLine;
import dev.cellroute.config.ConfigLoader;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.testing.PythonNotebook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole road, from a notebook's file to an answer over a socket, with a real Python kernel. */
final class GatewayIT {
  @TempDir
  private Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final List<String> progress = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void closeVertx() {
    await(vertx.close());
  }

  @Test
  void aNotebookIsServedUntilItIsClosed() throws Exception {
    write("iris.ipynb", "greeting = 'setosa'", "# GET /iris\nprint(greeting)");

    Gateway gateway = start(0);
    HttpResponse<String> answer = get(gateway, "/iris");
    ProcessHandle kernel = onlyKernel();
    await(gateway.close());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("setosa\n");
    assertThat(progress).contains("iris.ipynb: starting 1 × python3 and running its setup cells");
    assertThat(kernel.isAlive()).isFalse();
    assertThat(await(gateway.close().map("twice"))).isEqualTo("twice");
  }

  @Test
  void aKernelThatWasKilledIsReplacedAndSeeded() throws Exception {
    write("iris.ipynb", "greeting = 'setosa'", "# GET /iris\nprint(greeting)");
    Gateway gateway = start(0);

    ProcessHandle killed = onlyKernel();
    killed.destroyForcibly();
    killed.onExit().get(10, TimeUnit.SECONDS);
    HttpResponse<String> answer = get(gateway, "/iris");
    await(gateway.close());

    assertThat(List.of(200, 502)).contains(answer.statusCode());
    assertThat(kernels()).isEmpty();
  }

  @Test
  void aSetupCellThatRaisesStopsTheStartAndLeavesNothing() {
    write("iris.ipynb", "rate = 0", "price = 10\nprice / rate", "# GET /price\nprint(price)");

    assertThatThrownBy(() -> start(0))
        .cause()
        .isInstanceOfSatisfying(
            GatewayException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SEED_FAILED))
        .hasMessageStartingWith("iris.ipynb, cell 2, line 2: ZeroDivisionError: division by zero\n")
        .hasMessageContaining("----> 2 price / rate");
    assertThat(kernels()).isEmpty();
  }

  @Test
  void aTakenPortLeavesNoKernel() throws IOException {
    write("iris.ipynb", "# GET /iris\nprint(1)");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start(taken.getLocalPort())).hasCauseInstanceOf(BindException.class);
    }
    assertThat(kernels()).isEmpty();
  }

  private Gateway start(int port) {
    CommandLine line = new CommandLine(
        Map.of("http.port", Integer.toString(port)), List.of(directory.toString()), Map.of());
    GatewayConfig config =
        ConfigLoader.load(Optional.empty(), Map.of(), line, directory).config();
    return await(Gateway.start(vertx, config, progress::add));
  }

  private static HttpResponse<String> get(Gateway gateway, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gateway.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private ProcessHandle onlyKernel() {
    assertThat(kernels()).hasSize(1);
    return kernels().get(0);
  }

  /** The kernels of this test: child processes with a connection file. */
  private static List<ProcessHandle> kernels() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains("ipykernel"))
        .toList();
  }

  private void write(String name, String... sources) {
    try {
      PythonNotebook.write(directory.resolve(name), List.of(sources));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(4, TimeUnit.MINUTES)
        .join();
  }
}
