package dev.cellroute.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.config.EnvironmentConfig;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.kernelspec.KernelSpec.InterruptMode;
import dev.cellroute.testing.Eventually;
import dev.cellroute.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a shell script for a Python: it writes down what it is asked, and makes the "environment"
 * from itself.
 */
class EnvironmentsTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PYTHON = """
      echo "$2 $3" | head -n 1 >> "$FAKE/calls"
      case "$*" in
        *find_spec*) echo 'cellroute-python {"executable": "%s", "version": "3.11.7",
          "prefix": "/opt/py", "base": "/opt/py"}' | tr '\\n' ' '; echo ;;
        *"-m venv"*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
        *"-m pip"*) echo "Collecting numpy"; . "$FAKE/pip" ;;
        *"import ipykernel"*) exit 0 ;;
      esac
      """;

  @TempDir
  Path folder;

  private final List<String> said = new CopyOnWriteArrayList<>();
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void fakePython() throws IOException {
    Programs programs = new Programs(folder.resolve("bin"));
    programs.script("python3", PYTHON.formatted(programs.folder().resolve("python3")));
    environment = Map.of("PATH", programs.folder() + ":/usr/bin:/bin", "FAKE", folder.toString());
    pip("exit 0");
  }

  @Test
  void environmentIsMadeAndDescribed() throws IOException {
    KernelSpec spec = provide(Optional.empty());

    Path made = onlyEnvironment();
    assertThat(spec)
        .isEqualTo(new KernelSpec(
            "python3",
            "Python 3 (managed)",
            "python",
            List.of(made + "/bin/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"),
            Map.of(
                "VIRTUAL_ENV", made.toString(), "PATH", made + "/bin:" + environment.get("PATH")),
            InterruptMode.SIGNAL,
            made.resolve("share/jupyter/kernels/python3"),
            "managed environment"));
    assertThat(said.get(0))
        .isEqualTo("making a Python environment with ipykernel (once; kept in "
            + Folders.shown(made) + ")");
    assertThat(said.get(said.size() - 1)).matches("Python environment made in \\d+s");
  }

  @Test
  void secondTimeNothingIsMade() throws IOException {
    provide(Optional.empty());
    long calls = calls("venv");
    said.clear();

    provide(Optional.empty());

    assertThat(calls("venv")).isEqualTo(calls).isEqualTo(1);
    assertThat(said).isEmpty();
  }

  @Test
  void changedRequirementsMakeAnother() throws IOException {
    Path file = Files.writeString(folder.resolve("requirements.txt"), "numpy\n");
    KernelSpec before = provide(Optional.of(file));
    Files.writeString(file, "numpy<3\n");

    assertThat(provide(Optional.of(file)).command()).isNotEqualTo(before.command());
  }

  @Test
  void halfMadeOneIsMadeAgain() throws IOException {
    provide(Optional.empty());
    Path made = onlyEnvironment();
    Files.delete(made.resolve(".complete"));
    Path leftover = Files.writeString(made.resolve("leftover"), "x");

    provide(Optional.empty());

    assertThat(leftover).doesNotExist();
    assertThat(made.resolve(".complete")).exists();
  }

  @Test
  void failedOneIsRemovedAndExplained() throws IOException {
    pip("echo 'ERROR: No matching distribution found for nothing' >&2; exit 1");
    Path file = Files.writeString(folder.resolve("requirements.txt"), "numpy\nnothing==1\n");

    assertThatThrownBy(() -> provide(Optional.of(file)))
        .isInstanceOf(GatewayException.class)
        .hasMessage(file + ":2: cannot be installed: No matching distribution found for nothing");
    assertThat(environments()).isEmpty();
  }

  @Test
  void timeLimitEndsIt() throws IOException {
    pip("sleep 60");

    assertThatThrownBy(() -> provide(Duration.ofSeconds(1)))
        .isInstanceOf(GatewayException.class)
        .hasMessage(
            "the Python environment was not made within 1s; see the key environment.timeout");
    assertThat(environments()).isEmpty();
  }

  @Test
  void twoStartsAtOnceMakeItOnce() throws Exception {
    pip("until [ -e $FAKE/go ]; do sleep 0.05; done");
    ExecutorService starts = Executors.newFixedThreadPool(2);
    try {
      Future<KernelSpec> one = starts.submit(() -> provide(Optional.empty()));
      Future<KernelSpec> two = starts.submit(() -> provide(Optional.empty()));
      Eventually.holds(
          SOON, () -> assertThat(said).contains("waiting for another start to finish making it"));
      Files.writeString(folder.resolve("go"), "");

      assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(two.get(30, TimeUnit.SECONDS));
      assertThat(calls("venv")).isEqualTo(1);
    } finally {
      starts.shutdownNow();
    }
  }

  @Test
  void cacheThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Environments environments =
        Environments.of(new EnvironmentConfig(file, Duration.ofMinutes(1)), environment);

    assertThatThrownBy(() -> environments.provide("python3", Optional.empty(), said::add))
        .hasMessage("the Python environment cannot be kept in " + Folders.shown(file)
            + ": FileSystemException; see the key environment.cache");
  }

  private KernelSpec provide(Optional<Path> requirements) {
    return environments(Duration.ofMinutes(1)).provide("python3", requirements, said::add);
  }

  private KernelSpec provide(Duration limit) {
    return environments(limit).provide("python3", Optional.empty(), said::add);
  }

  private Environments environments(Duration limit) {
    return Environments.of(new EnvironmentConfig(folder.resolve("cache"), limit), environment);
  }

  private void pip(String script) throws IOException {
    Files.writeString(folder.resolve("pip"), script + "\n");
  }

  private long calls(String what) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("calls"))) {
      return lines.filter(line -> line.startsWith(what)).count();
    }
  }

  private Path onlyEnvironment() throws IOException {
    assertThat(environments()).hasSize(1);
    return environments().get(0);
  }

  private List<Path> environments() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache/environments"))) {
      return files.filter(Files::isDirectory).toList();
    }
  }
}
