package dev.cellroute.deployment;

import static dev.cellroute.deployment.Notebooks.found;
import static dev.cellroute.deployment.Notebooks.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.CommandLine;
import dev.cellroute.config.ConfigLoader;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.NotebookConfig;
import dev.cellroute.deployment.Order.Occasion;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import dev.cellroute.kernel.Lanes;
import dev.cellroute.output.Output;
import dev.cellroute.testing.EventLoop;
import dev.cellroute.testing.FakeKernelProvider;
import dev.cellroute.testing.HeardLines;
import dev.cellroute.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeploymentsTest {
  private static final List<Diagnostic> NONE = List.of();

  @TempDir
  private Path directory;

  private final FakeKernelProvider kernels = new FakeKernelProvider((kernel, exchange) -> {
    switch (exchange.code()) {
      case "raise" -> exchange.finish(new Output.Failure("ValueError", "no", List.of()));
      case "hang" -> {}
      default -> exchange.finish();
    }
  });
  private final List<String> heard = new ArrayList<>();

  @Test
  void aChangedNotebookTakesThePlaceOfTheOldOne() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");
    NotebookConfig b = write(directory, "b.ipynb", "python3", "# GET /b");

    run(List.of(a, b), deployments -> {
      Deployment unchanged = deployment(deployments, 1);
      write(directory, "a.ipynb", "python3", "# GET /a", "# GET /new");
      return deployments.reload(change(a, b)).map(seeing(() -> {
        assertThat(routes(deployments)).containsExactly("/a", "/new", "/b");
        assertThat(deployment(deployments, 1)).isSameAs(unchanged);
      }));
    });

    assertThat(heard).containsExactly("a.ipynb swapped");
    assertThat(kernels.requests()).hasSize(3);
  }

  @Test
  void theOldKernelsAreStoppedBehindTheirLastCall() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");

    run(List.of(a), deployments -> {
      Drain calls = deployment(deployments, 0).drain();
      calls.began();
      write(directory, "a.ipynb", "python3", "# GET /a", "# GET /new");
      return deployments.reload(change(a)).compose(ignored -> {
        assertThat(kernels.alive()).isEqualTo(2);
        Future<Void> drained = deployments.drained();
        calls.ended();
        return drained;
      });
    });

    assertThat(kernels.kernel(0).isAlive()).isFalse();
  }

  @Test
  void aNotebookWithAMistakeIsServedAsItWas() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");

    run(List.of(a), deployments -> {
      save("a.ipynb", "{ half a notebook");
      return deployments.reload(change(a)).map(seeing(() -> {
        assertThat(routes(deployments)).containsExactly("/a");
        assertThat(deployments.sites().get(0).warning()).isEqualTo("refused");
      }));
    });

    assertThat(heard).containsExactly("a.ipynb refused");
  }

  @Test
  void aChangeThatWasTakenBackTakesTheWarningAway() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");

    run(List.of(a), deployments -> {
      save("a.ipynb", "{ half a notebook");
      return deployments
          .reload(change(a))
          .compose(ignored -> {
            write(directory, "a.ipynb", "python3", "# GET /a");
            return deployments.reload(change(a));
          })
          .map(seeing(() -> assertThat(deployments.sites().get(0).warning()).isEmpty()));
    });

    assertThat(kernels.requests()).hasSize(1);
  }

  @Test
  void aNotebookThatIsRefusedIsToldWithAllThatWasFoundInIt() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");

    List<String> lines = logged(() -> run(List.of(a), deployments -> {
      write(directory, "a.ipynb", "python3", "# GETT /a");
      return deployments.reload(change(a));
    }));

    assertThat(lines).hasSize(3);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("WARN warning[") && line.contains("GETT"))
        .anyMatch(line -> line.startsWith("WARN error[no-endpoints]: "))
        .last()
        .isEqualTo("WARN notebook not reloaded notebook=a.ipynb outcome=refused"
            + " reason=a.ipynb: the notebook has no endpoint");
  }

  @Test
  void aFileThatIsGoneIsRefusedOnceAndItsReturnIsOneLine() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");

    List<String> lines = logged(() -> run(List.of(a), deployments -> {
      remove("a.ipynb");
      return deployments
          .reload(new Order(List.of(a), gone(a), Occasion.CHANGE))
          .compose(ignored -> {
            write(directory, "a.ipynb", "python3", "# GET /a");
            return deployments.reload(change(a));
          })
          .compose(ignored -> deployments.reload(change(a)));
    }));

    assertThat(heard).containsExactly("configuration refused", "a.ipynb refused");
    assertThat(lines)
        .containsExactly(
            "WARN notebook not reloaded notebook=a.ipynb outcome=refused reason="
                + a.source()
                + ": there is no such file",
            "INFO notebook restored notebook=a.ipynb");
  }

  /** What the configuration says of a list whose only file has been deleted. */
  private List<Diagnostic> gone(NotebookConfig notebook) {
    try {
      CommandLine named = new CommandLine(Map.of(), List.of(notebook.source()), Map.of());
      ConfigLoader.load(Optional.empty(), Map.of(), named, directory);
      return NONE;
    } catch (InvalidInputException gone) {
      return gone.diagnostics();
    }
  }

  /** The warnings of reloads, and what is said of notebooks at info. */
  private static List<String> logged(Runnable test) {
    try (HeardLines lines = HeardLines.of(ReloadLog.class.getName())) {
      test.run();
      return lines.with("").stream().filter(line -> !line.contains(" reload: ")).toList();
    }
  }

  @Test
  void aSetupThatFailsLeavesTheOldKernelsAndNoneOfTheNew() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");

    run(List.of(a), deployments -> {
      write(directory, "a.ipynb", "python3", "raise", "# GET /a");
      return deployments.reload(change(a)).map(seeing(() -> {
        assertThat(deployments.sites().get(0).warning()).isEqualTo("failed");
        assertThat(kernels.kernel(0).isAlive()).isTrue();
        assertThat(kernels.alive()).isEqualTo(1);
      }));
    });

    assertThat(heard).containsExactly("a.ipynb failed");
  }

  @Test
  void whatFailedIsTriedAgainOnlyWhenSomebodyAsks() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");

    run(List.of(a), deployments -> {
      write(directory, "a.ipynb", "python3", "raise", "# GET /a");
      return deployments
          .reload(change(a))
          .compose(ignored -> deployments.reload(change(a)))
          .compose(ignored -> deployments.reload(request(a)));
    });

    assertThat(heard).containsExactly("a.ipynb failed", "a.ipynb failed");
  }

  @Test
  void aNewerChangeOvertakesASetupThatHangs() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");

    run(List.of(a), (vertx, deployments) -> {
      write(directory, "a.ipynb", "python3", "hang", "# GET /a");
      Future<Void> first = deployments.reload(change(a));
      return untilKernels(vertx, 2)
          .compose(ignored -> {
            write(directory, "a.ipynb", "python3", "# GET /fixed");
            return deployments.reload(change(a));
          })
          .compose(ignored -> first)
          .map(seeing(() -> assertThat(routes(deployments)).containsExactly("/fixed")));
    });

    assertThat(heard).containsExactly("a.ipynb superseded", "a.ipynb swapped");
  }

  @Test
  void theListMayGrowAndShrink() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");
    NotebookConfig b = write(directory, "b.ipynb", "python3", "# GET /b");

    run(
        List.of(a),
        deployments -> deployments
            .reload(change(b, a))
            .map(seeing(() -> assertThat(routes(deployments)).containsExactly("/b", "/a")))
            .compose(ignored -> deployments.reload(change(b)))
            .map(seeing(() -> assertThat(routes(deployments)).containsExactly("/b"))));

    assertThat(heard).containsExactly("b.ipynb added", "a.ipynb removed");
    assertThat(kernels.kernel(0).isAlive()).isFalse();
  }

  @Test
  void aRouteThatAnotherNotebookHasIsRefused() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");
    NotebookConfig b = write(directory, "b.ipynb", "python3", "# GET /b");

    run(List.of(a, b), deployments -> {
      write(directory, "b.ipynb", "python3", "# GET /b", "# GET /a");
      return deployments
          .reload(change(a, b))
          .map(seeing(() -> assertThat(routes(deployments)).containsExactly("/a", "/b")));
    });

    assertThat(heard).containsExactly("b.ipynb refused");
  }

  @Test
  void aRouteThatMovesToAnotherNotebookHasOneOwnerAtAnyTime() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a", "# GET /moves");
    NotebookConfig b = write(directory, "b.ipynb", "python3", "# GET /b");

    run(List.of(a, b), deployments -> {
      List<List<String>> seen = recorded(deployments);
      write(directory, "a.ipynb", "python3", "# GET /a");
      write(directory, "b.ipynb", "python3", "# GET /b", "# GET /moves");
      return deployments.reload(change(a, b)).map(seeing(() -> {
        assertThat(routes(deployments)).containsExactly("/a", "/b", "/moves");
        assertThat(seen).allSatisfy(routes -> assertThat(routes).containsOnlyOnce("/moves"));
      }));
    });

    assertThat(heard).containsExactly("a.ipynb swapped", "b.ipynb swapped");
  }

  @Test
  void aRouteOfANotebookThatIsRemovedStaysUntilItsNewOwnerIsReady() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");
    NotebookConfig z = write(directory, "z.ipynb", "python3", "# GET /a");

    run(List.of(a), deployments -> {
      List<List<String>> seen = recorded(deployments);
      return deployments.reload(request(z)).map(seeing(() -> {
        assertThat(deployments.sites()).extracting(Site::name).containsExactly("z.ipynb");
        assertThat(seen).allSatisfy(routes -> assertThat(routes).containsExactly("/a"));
      }));
    });

    assertThat(heard).containsExactly("a.ipynb removed", "z.ipynb added");
    assertThat(kernels.kernel(0).isAlive()).isFalse();
  }

  @Test
  void aRouteStaysWhereItIsWhenOneOfItsNotebooksCannotBeStarted() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a", "# GET /moves");
    NotebookConfig b = write(directory, "b.ipynb", "python3", "# GET /b");

    run(List.of(a, b), deployments -> {
      write(directory, "a.ipynb", "python3", "raise", "# GET /a");
      write(directory, "b.ipynb", "python3", "# GET /b", "# GET /moves");
      return deployments.reload(change(a, b)).map(seeing(() -> {
        assertThat(routes(deployments)).containsExactly("/a", "/moves", "/b");
      }));
    });

    assertThat(heard).containsExactly("a.ipynb failed", "b.ipynb refused");
    assertThat(kernels.alive()).isEqualTo(2);
  }

  /** Fails the future where the look fails; what a handler throws would fail nothing. */
  private static <T> UnaryOperator<T> seeing(Runnable look) {
    return value -> {
      look.run();
      return value;
    };
  }

  private static List<List<String>> recorded(Deployments deployments) {
    List<List<String>> seen = new ArrayList<>();
    deployments.onChange(sites -> seen.add(routes(sites)));
    return seen;
  }

  @Test
  void aNotebookThatVanishedIsServedOnUntilSomebodyAsks() {
    NotebookConfig a = found(write(directory, "a.ipynb", "python3", "# GET /a"));
    NotebookConfig b = found(write(directory, "b.ipynb", "python3", "# GET /b"));

    run(List.of(a, b), deployments -> {
      remove("a.ipynb");
      return deployments
          .reload(change(b))
          .map(seeing(() -> assertThat(routes(deployments)).containsExactly("/b", "/a")))
          .compose(ignored -> deployments.reload(request(b)))
          .map(seeing(() -> assertThat(routes(deployments)).containsExactly("/b")));
    });

    assertThat(heard).containsExactly("a.ipynb refused", "a.ipynb removed");
  }

  @Test
  void aNotebookThatWasRenamedGivesWayToItsNewName() {
    NotebookConfig a = found(write(directory, "a.ipynb", "python3", "# GET /a"));

    run(List.of(a), deployments -> {
      remove("a.ipynb");
      NotebookConfig renamed = found(write(directory, "z.ipynb", "python3", "# GET /a"));
      return deployments.reload(change(renamed)).map(seeing(() -> {
        assertThat(deployments.sites()).extracting(Site::name).containsExactly("z.ipynb");
      }));
    });
  }

  @Test
  void aListThatIsWrongIsToldAndTheNotebooksAreStillReloaded() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");

    run(List.of(a), deployments -> {
      write(directory, "a.ipynb", "python3", "# GET /new");
      List<Diagnostic> wrong =
          List.of(Diagnostic.error("unknown-key", "no", Location.file("c.yaml")));
      return deployments.reload(new Order(List.of(a), wrong, Occasion.CHANGE));
    });

    assertThat(heard).containsExactly("configuration refused", "a.ipynb swapped");
  }

  @Test
  void aClosedGatewayIsNotReloaded() {
    NotebookConfig a = write(directory, "a.ipynb", "python3", "# GET /a");

    run(List.of(a), deployments -> {
      write(directory, "a.ipynb", "python3", "# GET /new");
      return deployments.close().compose(ignored -> deployments.reload(change(a)));
    });

    assertThat(heard).isEmpty();
    assertThat(kernels.alive()).isZero();
  }

  private void run(List<NotebookConfig> notebooks, Function<Deployments, Future<Void>> test) {
    run(notebooks, (vertx, deployments) -> test.apply(deployments));
  }

  private interface Reloads {
    Future<Void> of(Vertx vertx, Deployments deployments);
  }

  private void run(List<NotebookConfig> notebooks, Reloads test) {
    EventLoop.run((vertx, context) -> {
      Deployments deployments = new Deployments(
          vertx,
          config().withNotebooks(notebooks),
          surroundings(),
          new ReloadLog(),
          (notebook, outcome) -> heard.add(notebook + " " + outcome.text()));
      deployments
          .plan()
          .compose(ignored -> deployments.start())
          .compose(ignored -> test.of(vertx, deployments))
          .compose(ignored -> vertx.timer(1).<Void>mapEmpty())
          .onComplete(context.asyncAssertSuccess());
    });
  }

  private Future<Void> untilKernels(Vertx vertx, int count) {
    return kernels.kernels().size() >= count
        ? Future.succeededFuture()
        : vertx.timer(1).compose(ignored -> untilKernels(vertx, count));
  }

  private Surroundings surroundings() {
    return new Surroundings(
        kernels,
        Lanes.NONE,
        List.of(Samples.spec("python3", "python")),
        (name, requirements, progress) -> Samples.spec("managed", "python"),
        (language, config) -> Optional.of(new Python()),
        Path.of("gateway"));
  }

  private GatewayConfig config() {
    return ConfigLoader.load(Optional.empty(), Map.of(), Map.of(), directory);
  }

  private static Order change(NotebookConfig... notebooks) {
    return new Order(Arrays.asList(notebooks), NONE, Occasion.CHANGE);
  }

  private static Order request(NotebookConfig... notebooks) {
    return new Order(Arrays.asList(notebooks), NONE, Occasion.REQUEST);
  }

  private static Deployment deployment(Deployments deployments, int place) {
    return deployments.sites().get(place).deployment().orElseThrow();
  }

  private static List<String> routes(Deployments deployments) {
    return routes(deployments.sites());
  }

  private static List<String> routes(List<Site> sites) {
    return sites.stream()
        .flatMap(site -> site.api().endpoints().stream())
        .map(endpoint -> endpoint.path().toString())
        .toList();
  }

  private void save(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remove(String name) {
    try {
      Files.delete(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Python as far as a deployment needs it. */
  private record Python() implements LanguageSupport {

    @Override
    public String prelude() {
      return "";
    }

    @Override
    public boolean hasResidentLane() {
      return false;
    }

    @Override
    public OptionalInt line(Output.Failure failure) {
      return OptionalInt.empty();
    }
  }
}
