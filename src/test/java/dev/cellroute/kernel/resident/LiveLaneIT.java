package dev.cellroute.kernel.resident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.DataSize;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.NotBegunException;
import dev.cellroute.testing.FakeResident;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a lane does at its limits and at its kernel's end, with real kernels. */
final class LiveLaneIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final LaneOptions ROOMY =
      new LaneOptions(DataSize.ofMib(64), DataSize.ofMib(64), PATIENCE);
  private static final LaneOptions SMALL =
      new LaneOptions(DataSize.ofMib(64), DataSize.ofMib(1), PATIENCE);

  /** The first cell of every notebook. */
  private static final int ECHO = 0;

  private static final int HOLD = 1;
  private static final int PID = 2;
  private static final List<String> HOLDING = List.of(
      "print(REQUEST)\nopen('begun' + REQUEST, 'w').close()",
      "import os, time\nopen('begun', 'w').close()\ntime.sleep(600)",
      "import os\nprint(os.getpid())");

  private static final int PRINT = 1;
  private static final int SHOW = 2;
  private static final List<String> WRITING = List.of(
      "print(REQUEST, end='')",
      "print('x' * int(REQUEST), end='')",
      "from IPython.display import HTML, display\ndisplay(HTML('x' * int(REQUEST)))");

  private static final int PORT = 1;
  private static final List<String> CONNECTED = List.of(WRITING.get(0), """
      import asyncio, gc
      ends = [each.get_extra_info("peername") for each in gc.get_objects()
              if isinstance(each, asyncio.selector_events._SelectorSocketTransport)]
      print(*(end[1] for end in ends if end))""");

  @TempDir
  private Path directory;

  @Test
  void ofTheCallsOfAKilledKernelOnlyTheOneThatRanHadBegun() throws Exception {
    try (LiveLane lane = LiveLane.open(ROOMY, directory, HOLDING)) {
      long kernel = Long.parseLong(lane.printed(PID, "").strip());
      Exchange running = lane.call(HOLD, "");
      List<Exchange> behind = sentBehind(lane);
      awaitFile(lane, directory.resolve("begun"));
      ProcessHandle.of(kernel).orElseThrow().destroyForcibly();

      assertThat(failure(running)).isExactlyInstanceOf(GatewayException.class);
      assertThat(failure(running).code()).isEqualTo(ErrorCode.KERNEL_DIED);
      assertThat(failure(running)).hasMessage("the kernel was killed by signal 9 (SIGKILL)");
      assertThat(behind)
          .allSatisfy(each -> assertThat(failure(each)).isInstanceOf(NotBegunException.class));
    }
    assertThat(directory).isDirectoryNotContaining("glob:**/begun?");
  }

  /** Three are with the kernel, the others in the gateway. */
  private static List<Exchange> sentBehind(LiveLane lane) {
    return IntStream.range(0, 5)
        .mapToObj(number -> lane.call(ECHO, "" + number))
        .toList();
  }

  @Test
  void aCallIsStoppedThoughACleanerHasTakenTheFileThatNamesIt() throws Exception {
    Path sockets = Files.createDirectory(directory.resolve("sockets"));
    try (LiveLane lane = LiveLane.open(ROOMY, directory, sockets, HOLDING)) {
      String kernel = lane.printed(PID, "");
      Exchange running = lane.call(HOLD, "");
      awaitFile(lane, directory.resolve("begun"));
      try (Stream<Path> files = Files.list(sockets)) {
        assertThat(files.filter(each -> each.toString().endsWith(".cancel")))
            .allSatisfy(Files::delete)
            .hasSize(1);
      }
      running.cancel();

      LiveLane.await(running.quiet());
      assertThat(lane.printed(PID, "")).isEqualTo(kernel);
    }
  }

  @Test
  void anAnswerThatFitsItsFrameIsWhole() {
    try (LiveLane lane = LiveLane.open(SMALL, directory, WRITING)) {
      int most = 1024 * 1024 - 9;

      assertThat(lane.printed(PRINT, "" + most)).hasSize(most);
    }
  }

  @Test
  void anAnswerThatFitsNoFrameIsOverTheLimitAndTheNextCallIsFine() {
    try (LiveLane lane = LiveLane.open(SMALL, directory, WRITING)) {
      Exchange printed = lane.call(PRINT, "1048568");
      Exchange shown = lane.call(SHOW, "2000000");

      assertThat(Stream.of(printed, shown).map(LiveLaneIT::failure))
          .allSatisfy(each -> assertThat(each.code()).isEqualTo(ErrorCode.OUTPUT_LIMIT));
      assertThat(lane.printed(ECHO, "next")).isEqualTo("next");
    }
  }

  @Test
  void aRequestThatFitsNoFrameIsRefusedAndTheNextCallIsFine() {
    try (LiveLane lane = LiveLane.open(SMALL, directory, WRITING)) {
      int most = 1024 * 1024 - 11;
      Exchange tooLarge = lane.call(ECHO, "x".repeat(most + 1));

      assertThat(failure(tooLarge).code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
      assertThat(lane.printed(ECHO, "x".repeat(most))).hasSize(most);
      assertThat(lane.printed(ECHO, "next")).isEqualTo("next");
    }
  }

  /** No path of a Unix-domain socket may be this long, so there is none. */
  @Test
  void withoutUnixSocketsTheLaneGoesOverLoopback() throws IOException {
    try (LiveLane lane = LiveLane.open(SMALL, directory, longDirectory(), CONNECTED)) {
      assertThat(portOfTheGateway(lane)).isPositive();
      assertThat(lane.printed(ECHO, "over TCP: ä")).isEqualTo("over TCP: ä");
      assertThat(lane.printed(ECHO, "x".repeat(1_000_000))).hasSize(1_000_000);
    }
  }

  @Test
  void whoKnowsNoSecretIsPutOutAndTheKernelStays() throws IOException {
    try (LiveLane lane = LiveLane.open(SMALL, directory, longDirectory(), CONNECTED)) {
      LiveLane.await(putOut(lane, portOfTheGateway(lane)));

      assertThat(lane.printed(ECHO, "still here")).isEqualTo("still here");
    }
  }

  private Path longDirectory() throws IOException {
    return Files.createDirectory(directory.resolve("d".repeat(120)));
  }

  private static int portOfTheGateway(LiveLane lane) {
    return Integer.parseInt(lane.printed(PORT, "").strip());
  }

  /** Ends when a stranger's connection has been closed. */
  private static Future<Void> putOut(LiveLane lane, int port) {
    Promise<Void> closed = Promise.promise();
    lane.vertx().createNetClient().connect(port, "127.0.0.1").onSuccess(socket -> {
      socket.closeHandler(ignored -> closed.tryComplete());
      sayHello(socket);
    });
    return closed.future();
  }

  private static void sayHello(NetSocket socket) {
    JsonObject hello = new JsonObject()
        .put("version", 1)
        .put("secret", "0".repeat(64))
        .put("programs", new JsonArray().addNull().addNull());
    socket.write(FakeResident.frame(16, 0, Buffer.buffer(hello.encode())));
  }

  private static GatewayException failure(Exchange exchange) {
    Future<?> outcome = exchange.outcome();
    LiveLane.await(outcome.transform(ended -> Future.succeededFuture()));
    return (GatewayException) outcome.cause();
  }

  private static void awaitFile(LiveLane lane, Path file) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(file) && System.nanoTime() < end) {
      LiveLane.await(lane.vertx().timer(10));
    }
    assertThat(file).exists();
  }
}
