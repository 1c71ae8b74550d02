package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.Eventually;
import dev.cellroute.testing.PythonNotebook;
import dev.cellroute.testing.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client that leaves does to others, and to a cell that is to finish without it. */
final class LeavingClientIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int ENOUGH_TO_BE_KNOWN_AS_SHORT = 200;

  @TempDir
  private Path directory;

  private LiveGateway gateway;

  @BeforeEach
  void serve() throws IOException {
    PythonNotebook.write(
        directory.resolve("leave.ipynb"),
        List.of(
            "import json, os, pathlib, time\nhere = pathlib.Path(" + quoted(directory) + ")",
            "# GET /short\npass",
            "# GET /pid\nprint(os.getpid())",
            "# GET /long\n(here / 'begun').touch()\ntime.sleep(2.5)\nprint('long')",
            """
            # GET /either
            # concurrency: 2
            import asyncio
            (here / 'begun').touch()
            if json.loads(REQUEST)["args"]:
                (here / 'blocked').touch()
                time.sleep(3)
            else:
                await asyncio.sleep(60)
            print(os.getpid())""",
            """
            # GET /job
            # on-disconnect: finish
            (here / 'begun').touch()
            while not (here / 'go').exists(): time.sleep(0.01)
            (here / 'done').touch()"""));
    gateway = LiveGateway.serve(directory, Map.of(), Duration.ofSeconds(30));
  }

  private static String quoted(Path path) {
    return "r'" + path + "'";
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void whoLeavesBehindALongCallDoesNotEndIt() throws IOException {
    String kernel = gateway.get("/pid").body();
    for (int i = 0; i < ENOUGH_TO_BE_KNOWN_AS_SHORT; i++) {
      gateway.get("/short");
    }
    try (RawClient stays = connect()) {
      stays.send(get("/long"));
      try (RawClient leaves = connect()) {
        leaves.send(get("/short"));
        await(directory.resolve("begun"));
      }
      assertThat(stays.read().body()).isEqualTo("long\n");
    }
    assertThat(gateway.get("/pid").body()).isEqualTo(kernel);
  }

  /** Longer than the grace of a call that was given up. */
  @Test
  void whoLeavesBesideACallThatHoldsTheLoopDoesNotEndIt() throws IOException {
    String kernel = gateway.get("/pid").body();
    try (RawClient stays = connect()) {
      try (RawClient leaves = connect()) {
        leaves.send(get("/either"));
        await(directory.resolve("begun"));
        stays.send(get("/either?block=1"));
        await(directory.resolve("blocked"));
      }
      assertThat(stays.read().body()).isEqualTo(kernel);
    }
    assertThat(gateway.get("/pid").body()).isEqualTo(kernel);
  }

  @Test
  void aCellThatIsToFinishOutlivesItsClientAndIsDrained() throws IOException, TimeoutException {
    try (RawClient leaves = connect()) {
      leaves.send(get("/job"));
      await(directory.resolve("begun"));
    }
    awaitNoticed("/job");
    var drained = gateway.gateway().drain();
    assertThat(drained.isComplete()).isFalse();
    Files.createFile(directory.resolve("go"));

    drained.await(30, TimeUnit.SECONDS);

    assertThat(directory.resolve("done")).exists();
  }

  /** Until the gateway has seen that its client is gone, and counted the request as ended. */
  private void awaitNoticed(String route) {
    Eventually.holds(SOON, () -> assertThat(gateway.get("/_api/metrics").body()).contains(route));
  }

  private RawClient connect() {
    return RawClient.connect(gateway.gateway().port());
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private static void await(Path file) {
    Eventually.holds(SOON, () -> assertThat(file).exists());
  }
}
