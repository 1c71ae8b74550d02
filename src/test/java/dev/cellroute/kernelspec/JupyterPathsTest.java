package dev.cellroute.kernelspec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.kernelspec.JupyterPaths.Place;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of jupyter_core 5.9's {@code jupyter_path("kernels")}. */
class JupyterPathsTest {
  private static final Path HOME = Path.of("/home/ada");

  @TempDir
  Path writable;

  @Test
  void userComesBeforeTheEnvironmentAndTheSystem() {
    Python python = python(Path.of("/opt/py"), Path.of("/opt/py"));

    assertThat(lines(Platform.LINUX, Map.of(), Optional.of(python)))
        .containsExactly(
            "/home/ada/.local/share/jupyter/kernels (user data)",
            "/home/ada/.pip/share/jupyter/kernels (user packages)",
            "/opt/py/share/jupyter/kernels (python3 on the PATH)",
            "/usr/local/share/jupyter/kernels (system)",
            "/usr/share/jupyter/kernels (system)",
            "/home/ada/.ipython/kernels (IPython folder)");
  }

  @Test
  void systemsOwnPythonKeepsTheSystemsPlace() {
    Python python = python(Path.of("/usr"), Path.of("/usr"));

    assertThat(lines(Platform.LINUX, Map.of(), Optional.of(python)))
        .containsExactly(
            "/home/ada/.local/share/jupyter/kernels (user data)",
            "/home/ada/.pip/share/jupyter/kernels (user packages)",
            "/usr/local/share/jupyter/kernels (system)",
            "/usr/share/jupyter/kernels (system)",
            "/home/ada/.ipython/kernels (IPython folder)");
  }

  @Test
  void environmentComesFirstInsideAVirtualOne() {
    Python python = python(writable, Path.of("/opt/py"));

    assertThat(lines(Platform.LINUX, Map.of(), Optional.of(python)).get(0))
        .isEqualTo(writable + "/share/jupyter/kernels (python3 on the PATH)");
  }

  @Test
  void userMayTurnThePreferenceOff() {
    Python python = python(writable, Path.of("/opt/py"));

    assertThat(lines(Platform.LINUX, Map.of("JUPYTER_PREFER_ENV_PATH", "0"), Optional.of(python))
            .get(0))
        .isEqualTo("/home/ada/.local/share/jupyter/kernels (user data)");
  }

  @Test
  void userMayAskForThePreference() {
    Map<String, String> environment =
        Map.of("JUPYTER_PREFER_ENV_PATH", "1", "VIRTUAL_ENV", "/opt/venv");

    assertThat(lines(Platform.LINUX, environment, Optional.empty()).get(0))
        .isEqualTo("/opt/venv/share/jupyter/kernels (VIRTUAL_ENV)");
  }

  @Test
  void condaEnvironmentIsPreferredUnlessItIsTheRoot() {
    Python python = python(writable, writable);
    Map<String, String> conda = new HashMap<>(Map.of("CONDA_PREFIX", writable.toString()));

    conda.put("CONDA_DEFAULT_ENV", "models");
    String inside = lines(Platform.LINUX, conda, Optional.of(python)).get(0);
    conda.put("CONDA_DEFAULT_ENV", "base");
    String root = lines(Platform.LINUX, conda, Optional.of(python)).get(0);

    assertThat(List.of(inside, root))
        .containsExactly(
            writable + "/share/jupyter/kernels (CONDA_PREFIX)",
            "/home/ada/.local/share/jupyter/kernels (user data)");
  }

  @Test
  void namedPathsComeBeforeAll() {
    Map<String, String> environment =
        Map.of("JUPYTER_PATH", "/a:/b/", "JUPYTER_DATA_DIR", "/data", "IPYTHONDIR", "/ip");

    assertThat(lines(Platform.LINUX, environment, Optional.empty()))
        .containsExactly(
            "/a/kernels (JUPYTER_PATH)",
            "/b/kernels (JUPYTER_PATH)",
            "/data/kernels (user data)",
            "/usr/local/share/jupyter/kernels (system)",
            "/usr/share/jupyter/kernels (system)",
            "/ip/kernels (IPython folder)");
  }

  @Test
  void dataFolderFollowsTheDesktopStandard() {
    assertThat(lines(Platform.LINUX, Map.of("XDG_DATA_HOME", "/xdg"), Optional.empty())
            .get(0))
        .isEqualTo("/xdg/jupyter/kernels (user data)");
  }

  @Test
  void macKeepsItsDataInTheLibrary() {
    assertThat(lines(Platform.MAC, Map.of("XDG_DATA_HOME", "/xdg"), Optional.empty())
            .get(0))
        .isEqualTo("/home/ada/Library/Jupyter/kernels (user data)");
  }

  @Test
  void windowsTrustsProgramDataOnlyWhenAsked() {
    Map<String, String> environment =
        new HashMap<>(Map.of("APPDATA", "/app", "PROGRAMDATA", "/all"));

    List<String> careful = lines(Platform.WINDOWS, environment, Optional.empty());
    environment.put("JUPYTER_USE_PROGRAMDATA", "yes");
    List<String> trusting = lines(Platform.WINDOWS, environment, Optional.empty());

    assertThat(careful)
        .containsExactly(
            "/app/jupyter/kernels (user data)", "/home/ada/.ipython/kernels (IPython folder)");
    assertThat(trusting)
        .containsExactly(
            "/app/jupyter/kernels (user data)",
            "/all/jupyter/kernels (system)",
            "/home/ada/.ipython/kernels (IPython folder)");
  }

  private static List<String> lines(
      Platform platform, Map<String, String> environment, Optional<Python> python) {
    return new JupyterPaths(platform, environment, HOME, python)
        .places().stream().map(JupyterPathsTest::line).toList();
  }

  private static String line(Place place) {
    return place.kernels() + " (" + place.origin() + ")";
  }

  private static Python python(Path prefix, Path base) {
    return new Python(
        prefix.resolve("bin/python3"),
        "3.11.7",
        prefix,
        base,
        Optional.of(Path.of("/home/ada/.pip")),
        Optional.empty());
  }
}
