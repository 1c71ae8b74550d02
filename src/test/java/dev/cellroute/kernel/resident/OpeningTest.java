package dev.cellroute.kernel.resident;

import static dev.cellroute.kernel.resident.LaneTrial.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Capacity;
import dev.cellroute.kernel.Capacity.Overlap;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.Lane;
import dev.cellroute.kernel.LaneProgram;
import dev.cellroute.kernel.LaneProgram.Way;
import dev.cellroute.output.Output;
import dev.cellroute.testing.EventLoop;
import dev.cellroute.testing.FakeResident;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.unit.Async;
import io.vertx.ext.unit.TestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpeningTest {
  private static final LaneProgram IRIS = program("iris.ipynb GET /iris");

  @TempDir
  private Path directory;

  @Test
  void theKernelIsToldWhereToComeAndWhatItWillBeAsked() {
    EventLoop.run((vertx, context) -> {
      LaneTrial trial = new LaneTrial(vertx, directory);
      LaneProgram described =
          new LaneProgram("iris.ipynb PUT /iris", "x = 1", Optional.of("print('{}')"), 3, Way.LANE);

      trial.open(IRIS, described).onComplete(context.asyncAssertSuccess(kernel -> {
        JsonObject told = trial.peer().told();
        context.verify(ignored -> assertThat(told)
            .isEqualTo(new JsonObject()
                .put("version", 1)
                .put("address", told.getValue("address"))
                .put("secret", told.getValue("secret"))
                .put("max_output", 4_194_304)
                .put("max_frame", 8_388_608)
                .put("cancel_file", told.getValue("cancel_file"))
                .put(
                    "programs",
                    new JsonArray()
                        .add(new JsonObject()
                            .put("cell", "print(1)")
                            .put("name", "iris.ipynb GET /iris")
                            .putNull("info")
                            .put("concurrency", 1))
                        .add(new JsonObject()
                            .put("cell", "x = 1")
                            .put("name", "iris.ipynb PUT /iris")
                            .put("info", "print('{}')")
                            .put("concurrency", 3)))
                .put("modules", new JsonArray().add(new JsonArray().add("lane").add("lane = 1")))));
        context.verify(
            ignored -> assertThat(Path.of(told.getJsonObject("address").getString("path")))
                .hasParent(directory));
        context.verify(ignored -> assertThat(Path.of(told.getString("cancel_file")))
            .hasParent(directory)
            .hasBinaryContent(new byte[8]));
        context.verify(ignored -> assertThat(trial.kernel().codes().get(0))
            .startsWith("resident = 1\n_cellroute_resident(\""));
      }));
    });
  }

  @Test
  void theKernelIsTheSameWithALane() {
    EventLoop.run((vertx, context) -> {
      LaneTrial trial = new LaneTrial(vertx, directory);

      trial
          .open(IRIS)
          .onComplete(context.asyncAssertSuccess(kernel -> context.verify(ignored -> {
            assertThat(kernel.id()).isEqualTo(trial.kernel().id());
            assertThat(kernel.spec()).isEqualTo(trial.kernel().spec());
            assertThat(kernel.info()).isEqualTo(trial.kernel().info());
            assertThat(kernel.capacity()).isEqualTo(new Capacity(4, Overlap.AS_DECLARED));
            assertThat(lane(kernel).takes(0)).isTrue();
            assertThat(lane(kernel).takes(1)).isFalse();
            assertThat(lane(kernel).takes(-1)).isFalse();
            kernel.execute(ExecuteRequest.of("x"));
            kernel.interrupt();
            assertThat(trial.kernel().codes()).hasSize(2).endsWith("x");
            assertThat(trial.kernel().interrupts()).isEqualTo(1);
          })));
    });
  }

  @Test
  void programsThatAreNotTakenAreNamedAndNothingIsSentAhead() {
    EventLoop.run((vertx, context) -> {
      LaneTrial trial = new LaneTrial(vertx, directory)
          .withManner(peer -> peer.hello(
              peer.told().getString("secret"), new JsonArray().addNull().add("a cell magic")));

      trial
          .open(IRIS, IRIS)
          .onComplete(context.asyncAssertSuccess(kernel -> context.verify(ignored -> {
            assertThat(lane(kernel).takes(0)).isTrue();
            assertThat(lane(kernel).takes(1)).isFalse();
            assertThat(lane(kernel).refusal(1)).contains("a cell magic");
            assertThat(kernel.capacity()).isEqualTo(new Capacity(1, Overlap.AS_DECLARED));
          })));
    });
  }

  @Test
  void aProgramThatDeclaresConcurrencyAndIsNotTakenKeepsTheOthersFromOverlapping() {
    EventLoop.run((vertx, context) -> {
      LaneTrial trial = new LaneTrial(vertx, directory)
          .withManner(peer -> peer.hello(
              peer.told().getString("secret"), new JsonArray().addNull().add("a cell magic")));
      LaneProgram wide = new LaneProgram("a", "print(1)", Optional.empty(), 3, Way.LANE);

      trial
          .open(IRIS, wide)
          .onComplete(context.asyncAssertSuccess(kernel ->
              context.verify(ignored -> assertThat(kernel.capacity()).isEqualTo(Capacity.SINGLE))));
    });
  }

  @Test
  void aProgramForTheStandardWayKeepsItsNumberOnly() {
    EventLoop.run((vertx, context) -> {
      LaneTrial trial = new LaneTrial(vertx, directory);
      LaneProgram standard =
          new LaneProgram("a", "print(1)", Optional.of("print(2)"), 1, Way.STANDARD);

      trial
          .open(standard, IRIS)
          .onComplete(context.asyncAssertSuccess(kernel -> context.verify(ignored -> {
            assertThat(trial.peer().told().getJsonArray("programs").getJsonObject(0))
                .isEqualTo(new JsonObject()
                    .put("cell", "")
                    .put("name", "a")
                    .putNull("info")
                    .put("concurrency", 1));
            assertThat(lane(kernel).takes(0)).isFalse();
            assertThat(lane(kernel).takes(1)).isTrue();
          })));
    });
  }

  @Test
  void whereADomainSocketCannotBeAPortOnLoopbackIs() {
    EventLoop.run((vertx, context) -> {
      Path deep = directory.resolve("x".repeat(120));
      LaneTrial trial = new LaneTrial(vertx, make(deep));

      trial
          .open(IRIS)
          .onComplete(context.asyncAssertSuccess(kernel -> context.verify(
              ignored -> assertThat(trial.peer().told().getJsonObject("address").getString("host"))
                  .isEqualTo("127.0.0.1"))));
    });
  }

  @Test
  void severalKernelsShareTheListener() {
    EventLoop.run((vertx, context) -> {
      LaneTrial trial = new LaneTrial(vertx, directory);
      LaneTrial other = new LaneTrial(vertx, directory);

      Future.all(trial.open(IRIS), other.open(IRIS)).onComplete(context.asyncAssertSuccess());
    });
  }

  @Test
  void aKernelThatSaysNothingIsTooLate() {
    EventLoop.run((vertx, context) -> {
      LaneTrial trial = new LaneTrial(vertx, directory, LaneTrial.HASTY).withManner(peer -> {});

      refused(context, trial, "the kernel did not come within 100 ms");
    });
  }

  @Test
  void aConnectionWithoutHelloIsClosed() {
    EventLoop.run((vertx, context) -> {
      Async closed = context.async();
      LaneTrial trial =
          new LaneTrial(vertx, directory).withManner(peer -> peer.onEnd(closed::complete));

      trial.open(IRIS);
    });
  }

  @Test
  void aConnectionWithAWrongSecretIsClosed() {
    EventLoop.run((vertx, context) -> {
      Async closed = context.async();
      LaneTrial trial = new LaneTrial(vertx, directory, LaneTrial.HASTY)
          .withManner(peer -> peer.onEnd(closed::complete).hello("00", new JsonArray().addNull()));

      refused(context, trial, "the kernel did not come within 100 ms");
    });
  }

  @Test
  void aSecretIsGoodOnce() {
    EventLoop.run((vertx, context) -> {
      Async closed = context.async();
      LaneTrial trial = new LaneTrial(vertx, directory);

      trial
          .open(IRIS)
          .compose(kernel -> FakeResident.connect(vertx, trial.kernel().codes().get(0)))
          .onComplete(context.asyncAssertSuccess(
              second -> second.onEnd(closed::complete).hello()));
    });
  }

  @Test
  void anAnswerBeforeTheHelloEndsTheConnection() {
    EventLoop.run((vertx, context) -> {
      Async closed = context.async();
      LaneTrial trial = new LaneTrial(vertx, directory)
          .withManner(peer -> peer.onEnd(closed::complete).text(1, "early"));

      trial.open(IRIS);
    });
  }

  @Test
  void aHelloOfAnotherVersionEndsTheConnection() {
    EventLoop.run((vertx, context) -> {
      Async closed = context.async();
      LaneTrial trial = new LaneTrial(vertx, directory)
          .withManner(peer -> peer.onEnd(closed::complete)
              .send(16, 0, Buffer.buffer("{\"version\": 2, \"secret\": \"\", \"programs\": []}")));

      trial.open(IRIS);
    });
  }

  @Test
  void aKernelThatSpeaksOfOtherProgramsIsRefused() {
    EventLoop.run((vertx, context) -> {
      LaneTrial trial = new LaneTrial(vertx, directory)
          .withManner(peer -> peer.hello(peer.told().getString("secret"), new JsonArray()));

      refused(context, trial, "the kernel spoke of 0 programs (expected: 1)");
    });
  }

  @Test
  void aBootstrapThatRaisesIsToldWithItsError() {
    EventLoop.run((vertx, context) -> {
      LaneTrial trial = new LaneTrial(vertx, directory)
          .withBootstrap(exchange ->
              exchange.finish(new Output.Failure("OSError", "no \u001b[31msocket", List.of())));

      refused(context, trial, "OSError: no socket");
    });
  }

  @Test
  void aKernelThatDiesOnTheWayIsToldWithItsExit() {
    EventLoop.run((vertx, context) -> {
      LaneTrial trial = new LaneTrial(vertx, directory);
      trial.withManner(peer -> trial.kernel().die(137));

      refused(context, trial, "the kernel was killed by signal 9 (SIGKILL)");
    });
  }

  @Test
  void whatDidNotOpenLeavesNoFile() {
    EventLoop.run((vertx, context) -> {
      Async done = context.async();
      LaneTrial trial = new LaneTrial(vertx, directory, LaneTrial.HASTY).withManner(peer -> {});

      trial
          .open(IRIS)
          .onComplete(ignored -> trial
              .lanes()
              .close()
              .onComplete(closed -> vertx.setPeriodic(5, timer -> {
                if (files() == 0 && vertx.cancelTimer(timer)) {
                  done.complete();
                }
              })));
    });
  }

  @Test
  void aLaneOpensWhenTheFilesOfTheOthersHaveBeenRemoved() {
    EventLoop.run((vertx, context) -> {
      LaneTrial trial = new LaneTrial(vertx, directory);

      trial
          .open(IRIS)
          .compose(first -> vertx.executeBlocking(this::removeFiles))
          .compose(removed -> {
            context.assertEquals(2, removed);
            return trial.open(IRIS);
          })
          .compose(second -> trial.lanes().close())
          .onComplete(context.asyncAssertSuccess());
    });
  }

  private int removeFiles() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.toList();
    }
    for (Path each : files) {
      Files.delete(each);
    }
    return files.size();
  }

  @Test
  void nothingIsOpenedAfterTheClose() {
    EventLoop.run((vertx, context) -> {
      LaneTrial trial = new LaneTrial(vertx, directory);
      trial.lanes().close();

      refused(context, trial, "the gateway is closing");
    });
  }

  private void refused(TestContext context, LaneTrial trial, String why) {
    trial
        .open(IRIS)
        .onComplete(context.asyncAssertFailure(failure -> context.verify(ignored -> {
          assertThat(failure).hasMessage("the resident lane did not open: " + why);
          assertThat(((GatewayException) failure).code()).isEqualTo(ErrorCode.KERNEL_START_FAILED);
        })));
  }

  private static Lane lane(Kernel kernel) {
    return kernel.lane().orElseThrow();
  }

  private static Path make(Path directory) {
    try {
      return Files.createDirectory(directory);
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }

  private long files() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }
}
