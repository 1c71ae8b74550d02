package dev.cellroute.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.environment.Requirements.Source;
import dev.cellroute.kernelspec.Platform;
import dev.cellroute.kernelspec.Python;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallerTest {
  private static final Optional<Path> NO_UV = Optional.empty();
  private static final Optional<Path> UV = Optional.of(Path.of("/bin/uv"));
  private static final Path FOLDER = Path.of("/cache/abc");

  @Test
  void pythonsOwnToolsAreUsedWithoutUv() {
    Installer installer =
        Installer.choose(NO_UV, Optional.of(python("3.11.7")), Platform.current());

    assertThat(installer.create(FOLDER))
        .containsExactly("/opt/py/bin/python3", "-m", "venv", "/cache/abc");
    assertThat(installer.install(FOLDER, Requirements.NONE))
        .containsExactly(
            "/cache/abc/bin/python",
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-input",
            "--progress-bar",
            "off",
            "ipykernel>=6.29");
  }

  @Test
  void uvIsUsedWhenPresent() {
    Installer installer = Installer.choose(UV, Optional.of(python("3.11.7")), Platform.current());

    assertThat(installer.create(FOLDER))
        .containsExactly(
            "/bin/uv", "venv", "--no-project", "--python", "/opt/py/bin/python3", "/cache/abc");
    assertThat(installer.install(FOLDER, requirements("numpy")))
        .containsExactly(
            "/bin/uv",
            "pip",
            "install",
            "--python",
            "/cache/abc/bin/python",
            "-r",
            "r.txt",
            "ipykernel>=6.29");
  }

  @Test
  void uvFindsAPythonWhereThereIsNone() {
    Installer installer = Installer.choose(UV, Optional.empty(), Platform.LINUX);

    assertThat(installer.create(FOLDER)).contains(">=3.9");
    assertThat(installer.python()).isEqualTo("uv");
  }

  @Test
  void authorsOwnIpykernelIsRespected() {
    Installer installer = Installer.choose(UV, Optional.of(python("3.11.7")), Platform.current());

    assertThat(installer.install(FOLDER, requirements("ipykernel==6.25"))).endsWith("-r", "r.txt");
  }

  @Test
  void missingPythonComesWithTheCure() {
    assertThatThrownBy(() -> Installer.choose(NO_UV, Optional.empty(), Platform.LINUX))
        .hasMessage("there is no python3 on the PATH; install Python 3.9 or newer, for example"
            + " `apt install python3 python3-venv` or `dnf install python3`;"
            + " Java notebooks run without Python");
  }

  @Test
  void oldPythonIsNamed() {
    assertThatThrownBy(() -> Installer.choose(NO_UV, Optional.of(python("3.8.10")), Platform.MAC))
        .hasMessage("the python3 on the PATH is Python 3.8.10 (expected: 3.9 or newer); install"
            + " Python 3.9 or newer, for example `brew install python`;"
            + " Java notebooks run without Python");
  }

  private static Requirements requirements(String line) {
    Path file = Path.of("r.txt");
    return new Requirements(Optional.of(file), List.of(new Source(file, List.of(line))));
  }

  private static Python python(String version) {
    Path prefix = Path.of("/opt/py");
    return new Python(
        prefix.resolve("bin/python3"), version, prefix, prefix, Optional.empty(), Optional.empty());
  }
}
