package dev.cellroute.kernel.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StreamDrainTest {
  private final List<String> all = new ArrayList<>();
  private final List<String> logged = new ArrayList<>();
  private long now;

  @Test
  void linesAreCutBoundedAndHarmless() throws IOException {
    String text = "one\r\n\n\u001b[31mred\u001b[0m\0x\n" + "y".repeat(5000) + "\nlast";
    new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), all::add)
        .readAll();
    assertThat(all)
        .containsExactly("one", "[31mred[0m x", "y".repeat(4096), "y".repeat(904), "last");
  }

  @Test
  void floodIsKeptOutOfTheLogAndCounted() {
    StreamDrain drain = new StreamDrain(all::add, logged::add, () -> now);
    for (int i = 0; i < 150; i++) {
      drain.accept("line");
    }
    now = 1_000_000_000L;
    drain.accept("next");
    assertThat(all).hasSize(151);
    assertThat(logged).hasSize(102).endsWith("line", "(50 lines were left out)", "next");
  }

  @Test
  void lastWordsAreTheNewestLines() {
    LastWords words = new LastWords();
    words.add("first");
    words.add("x".repeat(16_000));
    words.add("y".repeat(382));
    assertThat(words.text()).isEqualTo("x".repeat(16_000) + "\n" + "y".repeat(382));
    words.add("z");
    assertThat(words.text()).isEqualTo("y".repeat(382) + "\nz");
  }
}
