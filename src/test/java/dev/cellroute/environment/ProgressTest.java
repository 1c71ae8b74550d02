package dev.cellroute.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  private final List<String> said = new ArrayList<>();
  private long now;
  private final Progress progress = new Progress(said::add, () -> now);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Collecting numpy>=1.2 (from -r /x/requirements.txt (line 1)) | collecting numpy>=1.2",
        "  Downloading numpy-2.0-cp311.whl (18.3 MB) | downloading numpy-2.0-cp311.whl (18.3 MB)",
        "Installing collected packages: a, b, c | installing 3 packages",
        "Resolved 34 packages in 2.1s | resolved 34 packages in 2.1s",
        "Building wheel for old (setup.py): started | building wheel for old (setup.py): started",
        "Requirement already satisfied: pip | ''",
        "WARNING: something | ''",
      })
  void lineOfAnInstallerBecomesAStep(String line, String step) {
    assertThat(Progress.step(line)).isEqualTo(step);
  }

  @Test
  void newStepWaitsForTwoSeconds() {
    progress.announce("begin");
    progress.line("Collecting numpy");
    tickAt(1);
    progress.line("Collecting pandas");
    tickAt(2);

    assertThat(said).containsExactly("begin", "collecting pandas (2s)");
  }

  @Test
  void sameStepIsRepeatedEveryFiveSeconds() {
    progress.announce("begin");
    for (int second = 1; second <= 11; second++) {
      tickAt(second);
    }

    assertThat(said).containsExactly("begin", "begin (5s)", "begin (10s)");
  }

  @Test
  void credentialsAreNeverShown() {
    progress.line("Downloading https://ada:pw@index/numpy.whl");
    tickAt(9);

    assertThat(said).containsExactly("downloading https://***@index/numpy.whl (9s)");
  }

  private void tickAt(int second) {
    now = Duration.ofSeconds(second).toNanos();
    progress.tick(Duration.ZERO);
  }
}
