package dev.cellroute.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.config.EnvironmentConfig;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.kernelspec.Command;
import dev.cellroute.kernelspec.KernelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real Python of the machine and the packages the network gives. */
class EnvironmentsIT {
  @TempDir
  Path folder;

  private final List<String> said = new ArrayList<>();

  @Test
  void realEnvironmentCanRunAKernel() throws IOException {
    Path requirements = Files.writeString(folder.resolve("requirements.txt"), "six>=1\n");

    KernelSpec spec = environments().provide("python3", Optional.of(requirements), said::add);

    Command.Result result = new Command(
            List.of(spec.command().get(0), "-m", "ipykernel_launcher", "--version"),
            spec.environment(),
            folder)
        .run(Duration.ofMinutes(1), Command.Listener.NONE);
    assertThat(result.isSuccess()).as(String.join("\n", result.lines())).isTrue();
    assertThat(said.get(0))
        .startsWith("making a Python environment with ipykernel and 1 requirement (once; kept in ");
  }

  @Test
  void requirementNobodyHasIsAReadableError() throws IOException {
    Path requirements =
        Files.writeString(folder.resolve("requirements.txt"), "six\nsix==0.0.0.1\n");

    assertThatThrownBy(
            () -> environments().provide("python3", Optional.of(requirements), said::add))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(requirements + ":")
        .hasMessageContaining("cannot be installed: ")
        .hasMessageContaining("six==0.0.0.1");
  }

  private Environments environments() {
    return Environments.of(
        new EnvironmentConfig(folder.resolve("cache"), Duration.ofMinutes(10)), System.getenv());
  }
}
