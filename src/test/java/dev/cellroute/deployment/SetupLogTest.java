package dev.cellroute.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Stream;
import org.junit.jupiter.api.Test;

class SetupLogTest {

  @Test
  void anOutputIsOneLine() {
    assertThat(SetupLog.text(new Output.Text(Stream.STDOUT, "loading\nloaded\n")))
        .isEqualTo("loading\\nloaded");
  }

  @Test
  void aLongOutputIsCut() {
    assertThat(SetupLog.text(new Output.Text(Stream.STDOUT, "x".repeat(100_000))))
        .isEqualTo("x".repeat(2_000) + "…");
  }
}
