package dev.cellroute.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.LanePreference;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.endpoint.NotebookCompiler;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.Location;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.LaneProgram;
import dev.cellroute.kernel.LaneProgram.Way;
import dev.cellroute.output.Output;
import dev.cellroute.testing.FakeKernelProvider;
import dev.cellroute.testing.FakeLanes;
import dev.cellroute.testing.FakeScript;
import dev.cellroute.testing.Samples;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LaneOpeningTest {
  private final GatewayException unable =
      new GatewayException(ErrorCode.KERNEL_START_FAILED, "the resident lane did not open: no");

  private final FakeLanes lanes = new FakeLanes();
  private final List<Diagnostic> warnings = new ArrayList<>();
  private final Kernel kernel = new FakeKernelProvider(FakeScript.SILENT)
      .start(Samples.kernelRequest("iris"))
      .result();

  @ParameterizedTest
  @EnumSource(
      value = LanePreference.class,
      names = {"AUTO", "RESIDENT"})
  void aPythonKernelGetsItsLaneWithTheProgramsOfAllEndpoints(LanePreference preference) {
    LaneOpening opening = opening(preference, new Python());

    assertThat(opening.open(kernel).result().lane()).isPresent();
    assertThat(opening.use()).isEqualTo(LaneUse.RESIDENT);
    assertThat(lanes.offered())
        .containsExactly(List.of(
            new LaneProgram(
                "iris.ipynb GET /a",
                "# GET /a\nprint(1)",
                Optional.of("# ResponseInfo GET /a\nprint('{}')"),
                1,
                Way.LANE),
            new LaneProgram(
                "iris.ipynb GET /b", "# GET /b\nprint(2)", Optional.empty(), 1, Way.LANE)));
    assertThat(warnings).isEmpty();
  }

  @Test
  void anOperatorWhoWantsTheJupyterLaneGetsIt() {
    LaneOpening opening = opening(LanePreference.JUPYTER, new Python());

    assertThat(opening.open(kernel).result()).isSameAs(kernel);
    assertThat(opening.use()).isEqualTo(LaneUse.JUPYTER);
    assertThat(lanes.offered()).isEmpty();
  }

  @Test
  void anotherLanguageGoesTheJupyterLaneSilentlyUnlessTheOtherWasAskedFor() {
    LaneOpening auto = opening(LanePreference.AUTO, new Bash());
    LaneOpening resident = opening(LanePreference.RESIDENT, new Bash());

    assertThat(auto.open(kernel).result()).isSameAs(kernel);
    assertThat(warnings).isEmpty();
    assertThat(resident.open(kernel).result()).isSameAs(kernel);
    assertThat(resident.open(kernel).result()).isSameAs(kernel);
    assertThat(warnings)
        .containsExactly(Diagnostic.warning(
            "no-resident-lane",
            "there is no resident lane for its kernel; its endpoints go the jupyter lane",
            Location.file("iris.ipynb")));
    assertThat(lanes.offered()).isEmpty();
  }

  @Test
  void aLaneThatDoesNotOpenIsToldOnceAndTheKernelServesWithoutIt() {
    lanes.failingWith(unable);
    LaneOpening opening = opening(LanePreference.AUTO, new Python());

    assertThat(opening.open(kernel).result()).isSameAs(kernel);
    assertThat(opening.open(kernel).result()).isSameAs(kernel);
    assertThat(opening.use()).isEqualTo(LaneUse.JUPYTER);
    assertThat(warnings)
        .containsExactly(Diagnostic.warning(
                "lane-not-opened",
                "the resident lane did not open: no; its endpoints go the jupyter lane",
                Location.file("iris.ipynb"))
            .withHelp("lane: jupyter (--lane jupyter) does not try"));
  }

  @Test
  void whereTheLaneIsAskedForNotOpeningItFailsTheSetup() {
    lanes.failingWith(unable);

    Future<Kernel> opened = opening(LanePreference.RESIDENT, new Python()).open(kernel);

    assertThat(opened.cause()).isSameAs(unable);
    assertThat(warnings).isEmpty();
  }

  @Test
  void anEndpointThatIsNotTakenIsNamedOnceWithTheReason() {
    lanes.refusing("/b");
    LaneOpening opening = opening(LanePreference.AUTO, new Python());

    opening.open(kernel);
    opening.open(kernel);

    assertThat(opening.use()).isEqualTo(LaneUse.MIXED);
    assertThat(warnings)
        .containsExactly(Diagnostic.warning(
            "jupyter-lane",
            "GET /b goes the jupyter lane: it has a cell magic",
            Location.cell("iris.ipynb", 3, 1, 0)));
  }

  @Test
  void aCellThatIsNoPythonIsToldToFailWithEveryCall() {
    lanes.refusing("/b", "SyntaxError: 'return' outside function (line 2)");

    opening(LanePreference.AUTO, new Python()).open(kernel);

    assertThat(warnings)
        .containsExactly(Diagnostic.warning(
            "syntax-error",
            "GET /b fails with every call: SyntaxError: 'return' outside function (line 2)",
            Location.cell("iris.ipynb", 3, 1, 0)));
  }

  @Test
  void whereNothingIsTakenTheLaneIsNotUsed() {
    lanes.refusing("/a").refusing("/b");
    LaneOpening opening = opening(LanePreference.AUTO, new Python());

    opening.open(kernel);

    assertThat(opening.use()).isEqualTo(LaneUse.JUPYTER);
    assertThat(warnings).hasSize(2);
  }

  @Test
  void callsThatCannotOverlapAreToldOnceWithTheReason() {
    lanes.refusing("/b");
    LaneOpening opening = opening(LanePreference.AUTO, new Python(), overlapping());

    opening.open(kernel);
    opening.open(kernel);

    assertThat(warnings)
        .hasSize(2)
        .endsWith(Diagnostic.warning(
            "no-overlap",
            "concurrency: 8 of GET /a has no effect: GET /b goes the jupyter lane",
            Location.file("iris.ipynb")));
  }

  @Test
  void callsThatCannotOverlapAreToldWhereThereIsNoLaneAtAll() {
    opening(LanePreference.JUPYTER, new Python(), overlapping()).open(kernel);
    opening(LanePreference.AUTO, new Bash(), overlapping()).open(kernel);

    assertThat(warnings)
        .extracting(Diagnostic::message)
        .containsExactly(
            "concurrency: 8 of GET /a has no effect: the notebook goes the jupyter lane",
            "concurrency: 8 of GET /a has no effect: there is no resident lane for its kernel");
  }

  @Test
  void anEndpointOnTheJupyterLaneDoesNotKeepOthersFromOverlapping() {
    lanes.refusing("/c");

    opening(LanePreference.AUTO, new Python(), overlapping()).open(kernel);

    assertThat(warnings).extracting(Diagnostic::code).containsExactly("jupyter-lane");
  }

  private static NotebookApi overlapping() {
    return api(
        "# GET /a\n# concurrency: 8\nprint(1)",
        "# GET /b\n# concurrency: 2\nprint(2)",
        "# GET /c\nprint(3)");
  }

  private LaneOpening opening(LanePreference preference, LanguageSupport support) {
    return opening(preference, support, api());
  }

  private LaneOpening opening(LanePreference preference, LanguageSupport support, NotebookApi api) {
    return new LaneOpening(lanes, preference, api, support, new Listener());
  }

  private static NotebookApi api() {
    return api("# GET /a\nprint(1)", "# ResponseInfo GET /a\nprint('{}')", "# GET /b\nprint(2)");
  }

  private static NotebookApi api(String... cells) {
    return NotebookCompiler.compile(
        Notebooks.notebook("iris.ipynb", "python3", "python", cells), "python", Optional.empty());
  }

  /** A language with a lane. */
  private record Python() implements LanguageSupport {
    @Override
    public String prelude() {
      return "";
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

  /** A language without. */
  private record Bash() implements LanguageSupport {
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

  /** Writes the warnings down. */
  private final class Listener implements DeploymentListener {
    @Override
    public void warned(Diagnostic warning) {
      warnings.add(warning);
    }

    @Override
    public void progressed(String line) {}
  }
}
