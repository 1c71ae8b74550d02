package dev.cellroute.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StartProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(err, true, UTF_8);
  private final StartProgress progress =
      new StartProgress(new Console(Map.of(), Path.of(""), stream, stream));

  @Test
  void eachStepIsSaidOnceAndAgainWhenItTakesLong() {
    progress.accept("making an environment");
    seconds(25);
    progress.accept("starting kernels");
    seconds(9);

    assertThat(err.toString(UTF_8)).isEqualTo("""
            cellroute: making an environment
            cellroute: still making an environment (10 s)
            cellroute: still making an environment (20 s)
            cellroute: starting kernels
            """);
  }

  private void seconds(int count) {
    IntStream.range(0, count).forEach(each -> progress.tick());
  }
}
