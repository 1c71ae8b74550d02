package dev.cellroute.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.environment.Requirements.Source;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines as pip 23 and uv 0.9 write them. */
class InstallFailureTest {
  private static final Path FILE = Path.of("requirements.txt");
  private static final Requirements REQUIREMENTS = new Requirements(
      Optional.of(FILE), List.of(new Source(FILE, List.of("numpy", "no_such.thing==9", "old==1"))));

  @Test
  void unknownRequirementIsShownAtItsLine() {
    InvalidInputException failure = (InvalidInputException) of(
        "Collecting numpy",
        "ERROR: Could not find a version that satisfies the requirement no-such-thing==9"
            + " (from versions: none)",
        "ERROR: No matching distribution found for no-such-thing==9");

    assertThat(failure.diagnostics())
        .containsExactly(Diagnostic.error(
                "requirement",
                "cannot be installed: Could not find a version that satisfies the requirement"
                    + " no-such-thing==9 (from versions: none);"
                    + " No matching distribution found for no-such-thing==9",
                Location.line("requirements.txt", 2, 1))
            .withExcerpt("no_such.thing==9", 16));
  }

  @Test
  void uvSaysItInItsOwnWay() {
    assertThat(of(
            "  × No solution found when resolving dependencies:",
            "  ╰─▶ Because no-such-thing was not found in the package registry and you require",
            "      no-such-thing, we can conclude that your requirements are unsatisfiable."))
        .hasMessage("requirements.txt:2: cannot be installed: No solution found when resolving"
            + " dependencies:; Because no-such-thing was not found in the package registry and you"
            + " require");
  }

  @Test
  void packageThatCannotBeBuiltIsNamed() {
    assertThat(of("  error: subprocess-exited-with-error", "ERROR: Failed building wheel for old"))
        .hasMessage("requirements.txt:3: cannot be installed: Failed building wheel for old");
  }

  @Test
  void missingNetworkIsNotBlamedOnTheRequirement() {
    assertThat(of(
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(x)'",
            "ERROR: No matching distribution found for numpy"))
        .hasMessage("the Python environment cannot be made: the package index cannot be reached"
            + " (is there a network, or a proxy to set in HTTPS_PROXY?): WARNING: Retrying"
            + " (Retry(total=0)) after connection broken by 'NewConnectionError(x)'");
  }

  @Test
  void fullDiskIsSaid() {
    assertThat(of("ERROR: Could not install packages due to an OSError: [Errno 28] No space"))
        .hasMessage("the Python environment cannot be made: the disk is full: Could not install"
            + " packages due to an OSError: [Errno 28] No space");
  }

  @Test
  void missingVenvModuleComesWithTheCure() {
    assertThat(
            of("The virtual environment was not created", "ensurepip is not available.  On Debian"))
        .hasMessage("the Python environment cannot be made: this Python has no venv module;"
            + " on Debian and Ubuntu: `apt install python3-venv`");
  }

  @Test
  void anythingElseShowsTheLastLinesWithoutSecrets() {
    assertThat(of("one", "see https://ada:pw@index/x"))
        .hasMessage("the Python environment cannot be made: one; see https://***@index/x");
  }

  private static GatewayException of(String... lines) {
    return InstallFailure.of(List.of(lines), REQUIREMENTS);
  }
}
