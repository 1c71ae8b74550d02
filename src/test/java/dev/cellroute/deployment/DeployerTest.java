package dev.cellroute.deployment;

import static dev.cellroute.deployment.Notebooks.withKernel;
import static dev.cellroute.deployment.Notebooks.withRequirements;
import static dev.cellroute.deployment.Notebooks.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cellroute.config.Compatibility;
import dev.cellroute.config.ConfigLoader;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.KernelConfig;
import dev.cellroute.config.KernelCount;
import dev.cellroute.config.KernelEncryption;
import dev.cellroute.config.NotebookConfig;
import dev.cellroute.config.NotebookConfig.Selection;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernel.Lanes;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.output.Output;
import dev.cellroute.pool.PoolSnapshot;
import dev.cellroute.testing.EventLoop;
import dev.cellroute.testing.FakeKernelProvider;
import dev.cellroute.testing.Samples;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployerTest {

  private static final KernelSpec PYTHON = Samples.spec("python3", "python");
  private static final KernelSpec BASH = Samples.spec("bash", "bash");

  @TempDir
  private Path directory;

  private final FakeKernelProvider kernels = new FakeKernelProvider((kernel, exchange) -> {
    switch (exchange.code()) {
      case "raise" -> exchange.finish(new Output.Failure("ValueError", "no", List.of()));
      case "die" -> kernel.die(7);
      case "hang" -> {}
      default -> exchange.finish();
    }
  });
  private final List<String> provided = Collections.synchronizedList(new ArrayList<>());
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private Compatibility compat = Compatibility.NONE;
  private KernelEncryption encryption = KernelEncryption.OFF;

  @BeforeEach
  void nothingIsHeardYet() {
    heard.clear();
  }

  @Test
  void aNotebookBecomesADeploymentWithSeededKernels() {
    NotebookConfig iris = write(directory, "iris.ipynb", "python3", "model = 1", "# GET /iris\n1");

    deploy(List.of(iris), result -> {
      Deployment deployment = result.result().get(0);
      assertThat(deployment.config()).isEqualTo(iris);
      assertThat(deployment.spec()).isEqualTo(PYTHON);
      assertThat(deployment.language()).isEqualTo("python");
      assertThat(deployment.pool().snapshot()).isEqualTo(new PoolSnapshot(1, 1, 0, 0, 0, 0, ""));
      assertThat(kernels.kernel(0).codes()).containsExactly("prelude", "model = 1");
      assertThat(kernels.requests())
          .containsExactly(
              new KernelRequest(PYTHON, "iris", directory, Map.of(), Duration.ofSeconds(60)));
      assertThat(heard)
          .containsExactly("iris.ipynb: starting 1 × python3 and running its setup cells");
    });
  }

  @Test
  void deploymentsComeInTheOrderOfTheConfiguration() {
    List<NotebookConfig> three = List.of(
        write(directory, "c.ipynb", "python3", "# GET /c"),
        write(directory, "a.ipynb", "python3", "# GET /a"),
        write(directory, "b.ipynb", "python3", "# GET /b"));

    deploy(
        three,
        result -> assertThat(result.result())
            .extracting(each -> each.api().notebook().name())
            .containsExactly("c.ipynb", "a.ipynb", "b.ipynb"));
  }

  @Test
  void kernelGatewaysNotebooksWorkInTheGatewaysDirectory() {
    compat = Compatibility.JKG;

    deploy(
        List.of(write(directory, "iris.ipynb", "python3", "# GET /iris")),
        result -> assertThat(kernels.requests())
            .extracting(KernelRequest::directory)
            .containsExactly(Path.of("gateway")));
  }

  @Test
  void wrongOptionsStopNoNotebookOfKernelGateway() {
    compat = Compatibility.JKG;

    deploy(
        List.of(write(directory, "iris.ipynb", "python3", "# GET /iris\n# body: a flower")),
        result -> assertThat(result.succeeded()).isTrue());

    assertThat(heard).contains("warning unsupported-option iris.ipynb#cell-1:2");
  }

  @Test
  void requirementsBesideTheNotebookAreUsedForAKernelThatIsNotInstalled() throws IOException {
    Path requirements = Files.writeString(directory.resolve("requirements.txt"), "numpy\n");
    NotebookConfig iris = write(directory, "iris.ipynb", "flowers", "# GET /iris");

    deploy(List.of(iris), result -> {
      assertThat(provided).containsExactly("flowers with " + requirements);
      assertThat(result.result().get(0).spec()).isEqualTo(Samples.spec("managed", "python"));
    });
  }

  @Test
  void requirementsBesideTheNotebookOfAnInstalledKernelAreToldToBeUnread() throws IOException {
    Files.writeString(directory.resolve("requirements.txt"), "numpy\n");

    deploy(
        List.of(write(directory, "iris.ipynb", "python3", "# GET /iris")),
        result -> assertThat(provided).isEmpty());

    assertThat(heard).contains("warning requirements-not-read iris.ipynb");
  }

  @Test
  void requirementsNamedInTheConfigurationMakeAnEnvironment() {
    Path requirements = Path.of("other.txt");
    NotebookConfig iris = write(directory, "iris.ipynb", "python3", "# GET /iris");

    deploy(
        List.of(withRequirements(iris, requirements)),
        result -> assertThat(provided).containsExactly("python3 with " + requirements));
  }

  @Test
  void allMistakesOfAllNotebooksAreToldBeforeAnythingStarts() {
    NotebookConfig unknown = write(directory, "unknown.ipynb", "python3", "# GET /unknown");
    List<NotebookConfig> bad = List.of(
        withKernel(unknown, "fortran66"),
        write(directory, "twin-a.ipynb", "python3", "# GET /twin"),
        write(directory, "twin-b.ipynb", "python3", "# GET /twin"),
        withKernel(write(directory, "shell.ipynb", "bash", "# GET /shell"), "bash"),
        Notebooks.config(directory.resolve("nowhere.ipynb").toString()));

    deploy(bad, result -> {
      assertThat(((InvalidInputException) result.cause()).diagnostics())
          .extracting(Diagnostic::code)
          .containsExactlyInAnyOrder(
              "notebook-not-found", "unknown-kernel", "unsupported-language", "duplicate-route");
      assertThat(kernels.requests()).isEmpty();
    });
  }

  @Test
  void anUnknownKernelIsToldWithTheOnesThereAre() {
    NotebookConfig iris = write(directory, "iris.ipynb", "python3", "# GET /iris");

    deploy(
        List.of(withKernel(iris, "bsh")),
        result -> assertThat(((InvalidInputException) result.cause()).diagnostics())
            .containsExactly(Diagnostic.error(
                    "unknown-kernel", "kernel 'bsh' is not installed", Location.file("iris.ipynb"))
                .withHelp("did you mean 'bash'? installed kernels: python3, bash")));
  }

  @Test
  void anUnknownKernelOfANameLikeNoneIsToldWithOneOfItsLanguage() {
    NotebookConfig iris = write(directory, "iris.ipynb", "python3", "# GET /iris");

    deploy(
        List.of(withKernel(iris, "fortran66")),
        result -> assertThat(((InvalidInputException) result.cause()).diagnostics())
            .extracting(Diagnostic::help)
            .containsExactly("did you mean 'python3'? installed kernels: python3, bash"));
  }

  @Test
  void aLanguageWithoutAnEncoderIsRefusedWithTheKeyThatHelps() {
    NotebookConfig shell = write(directory, "shell.ipynb", "bash", "# GET /shell");

    deploy(
        List.of(withKernel(shell, "bash")),
        result -> assertThat(((InvalidInputException) result.cause()).diagnostics())
            .containsExactly(Diagnostic.error(
                    "unsupported-language",
                    "no safe way to hand a request to a kernel of the language 'bash'",
                    Location.file("shell.ipynb"))
                .withHelp(
                    "give code of your own at notebooks[].request-encoder; it decodes {base64}")));
  }

  @Test
  void aBadEncoderIsAMistakeOfTheConfiguration() {
    NotebookConfig iris = write(directory, "bad-encoder.ipynb", "python3", "# GET /iris");

    deploy(
        List.of(new NotebookConfig(
            iris.source(),
            Selection.NAMED,
            "/",
            Optional.empty(),
            KernelCount.of(1),
            Optional.empty(),
            Optional.empty(),
            Optional.of("x"),
            Map.of())),
        result -> assertThat(result.cause())
            .hasMessage("bad-encoder.ipynb: notebooks[].request-encoder: no {base64} in x"));
  }

  @Test
  void aNotebookWithoutRoutesIsNotServedAlone() {
    NotebookConfig plain = write(directory, "plain.ipynb", "python3", "1 + 1");

    deploy(
        List.of(plain),
        result -> assertThat(result.cause())
            .isInstanceOf(InvalidInputException.class)
            .hasMessage("plain.ipynb: the notebook has no endpoint"));
  }

  @Test
  void aNamedNotebookWithoutRoutesIsAMistakeAlsoBesideOthers() {
    List<NotebookConfig> two = List.of(
        write(directory, "plain.ipynb", "python3", "1 + 1"),
        write(directory, "iris.ipynb", "python3", "# GET /iris"));

    deploy(
        two,
        result -> assertThat(result.cause())
            .isInstanceOf(InvalidInputException.class)
            .hasMessage("plain.ipynb: the notebook has no endpoint"));
  }

  @Test
  void aNotebookWithoutRoutesFoundBesideOthersIsLeftOutWithAWarning() {
    List<NotebookConfig> two = List.of(
        Notebooks.found(write(directory, "plain.ipynb", "no-such-kernel", "1 + 1")),
        write(directory, "iris.ipynb", "python3", "# GET /iris"));

    deploy(two, result -> {
      assertThat(result.result()).hasSize(1);
      assertThat(kernels.kernels()).hasSize(1);
      assertThat(heard).contains("warning no-endpoints plain.ipynb");
    });
  }

  @Test
  void aFailedSetupClosesTheOtherDeployments() {
    List<NotebookConfig> two = List.of(
        write(directory, "good.ipynb", "python3", "# GET /good"),
        write(directory, "bad.ipynb", "python3", "raise", "# GET /bad"));

    deploy(two, result -> {
      assertThat(result.cause()).hasMessage("bad.ipynb, cell 1: ValueError: no");
      assertThat(((GatewayException) result.cause()).code()).isEqualTo(ErrorCode.SEED_FAILED);
      assertThat(kernels.alive()).isZero();
    });
  }

  @Test
  void aFailedSetupDoesNotWaitForTheSetupOfOthers() {
    List<NotebookConfig> two = List.of(
        write(directory, "slow.ipynb", "python3", "hang", "# GET /slow"),
        write(directory, "bad.ipynb", "python3", "raise", "# GET /bad"));

    deploy(two, result -> {
      assertThat(result.cause()).hasMessage("bad.ipynb, cell 1: ValueError: no");
      assertThat(kernels.alive()).isZero();
    });
  }

  @Test
  void aKernelThatDiesInASetupCellStopsTheStart() {
    deploy(
        List.of(write(directory, "dying.ipynb", "python3", "die", "# GET /x")),
        result ->
            assertThat(result.cause()).hasMessage("dying.ipynb, cell 1: kernel dying-1 died"));
  }

  @Test
  void aKernelThatDoesNotStartNamesItsNotebook() {
    kernels.failingFor("iris");

    deploy(List.of(write(directory, "iris.ipynb", "python3", "# GET /iris")), result -> {
      assertThat(result.cause()).hasMessage("iris.ipynb: iris cannot start");
      assertThat(((GatewayException) result.cause()).code())
          .isEqualTo(ErrorCode.KERNEL_START_FAILED);
    });
  }

  @Test
  void aKernelThatCannotEncryptIsAMistakeWhereThatIsRequired() {
    encryption = KernelEncryption.REQUIRED;
    List<NotebookConfig> two = List.of(
        write(directory, "iris.ipynb", "python3", "# GET /iris"),
        withRequirements(
            write(directory, "made.ipynb", "python3", "# GET /made"), Path.of("r.txt")));

    deploy(
        two,
        result -> assertThat(((InvalidInputException) result.cause()).diagnostics())
            .extracting(Diagnostic::code, each -> each.location().file())
            .containsExactly(tuple("kernel-not-encrypted", "iris.ipynb")));
    deploy(
        two.subList(1, 2),
        result -> assertThat(((InvalidInputException) result.cause()).diagnostics())
            .extracting(Diagnostic::code, each -> each.location().file())
            .containsExactly(tuple("kernel-not-encrypted", "made.ipynb")));

    assertThat(kernels.requests()).isEmpty();
  }

  private void deploy(
      List<NotebookConfig> notebooks, Consumer<AsyncResult<List<Deployment>>> check) {
    EventLoop.run((vertx, context) -> {
      Surroundings surroundings = new Surroundings(
          kernels,
          Lanes.NONE,
          List.of(PYTHON, BASH),
          this::provide,
          DeployerTest::language,
          Path.of("gateway"));
      new Deployer(vertx, config(notebooks), surroundings, new Listener())
          .deploy()
          .onComplete(result -> context.verify(ignored -> check.accept(result)))
          .transform((ignored, alsoIgnored) -> Future.succeededFuture())
          .onComplete(context.asyncAssertSuccess());
    });
  }

  private GatewayConfig config(List<NotebookConfig> notebooks) {
    GatewayConfig defaults = defaults();
    return new GatewayConfig(
        defaults.http(),
        notebooks,
        defaults.request(),
        kernel(defaults.kernel()),
        defaults.environment(),
        defaults.security(),
        defaults.log(),
        compat,
        defaults.lane(),
        defaults.lifecycle());
  }

  private KernelConfig kernel(KernelConfig defaults) {
    return new KernelConfig(
        defaults.startTimeout(),
        defaults.seedTimeout(),
        defaults.interruptGrace(),
        defaults.maxMessage(),
        defaults.recycling(),
        encryption);
  }

  /** The configuration of a directory with one notebook and no file. */
  private GatewayConfig defaults() {
    return ConfigLoader.load(Optional.empty(), Map.of(), Map.of(), directory);
  }

  private KernelSpec provide(String name, Optional<Path> requirements, Consumer<String> progress) {
    provided.add(name + requirements.map(each -> " with " + each).orElse(""));
    return Samples.spec("managed", "python");
  }

  private static Optional<LanguageSupport> language(String language, NotebookConfig config) {
    config.requestEncoder().ifPresent(template -> {
      throw new IllegalArgumentException("no {base64} in " + template);
    });
    return Optional.of(language).filter("python"::equals).map(ignored -> new Python());
  }

  /** Python as far as a deployment needs it. */
  private record Python() implements LanguageSupport {

    @Override
    public String prelude() {
      return "prelude";
    }

    @Override
    public boolean hasResidentLane() {
      return true;
    }

    @Override
    public OptionalInt line(Output.Failure failure) {
      return OptionalInt.empty();
    }
  }

  /** Writes down what it hears. */
  private final class Listener implements DeploymentListener {

    @Override
    public void warned(Diagnostic warning) {
      heard.add("warning " + warning.code() + " " + warning.location());
    }

    @Override
    public void progressed(String line) {
      heard.add(line);
    }
  }
}
