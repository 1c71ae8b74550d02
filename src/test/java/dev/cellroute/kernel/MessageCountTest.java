package dev.cellroute.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MessageCountTest {
  private final MessageCount count = new MessageCount();

  @Test
  void nothingIsMissingInARow() {
    count("s_7_0", "s_7_1", "s_7_2");
    assertThat(count.missing()).isZero();
  }

  @Test
  void orderDoesNotMatter() {
    count("s_7_0", "s_7_3", "s_7_1", "s_7_2");
    assertThat(count.missing()).isZero();
  }

  @Test
  void gapsAreCounted() {
    count("s_7_0", "s_7_2", "s_7_5");
    assertThat(count.missing()).isEqualTo(3);
  }

  @Test
  void whatWasBeforeTheRestartDoesNotCount() {
    count("s_7_0", "s_7_4");
    count.restart();
    count("s_7_2", "s_7_5", "s_7_6");
    assertThat(count.missing()).isZero();
  }

  @Test
  void firstMessageAfterTheRestartMayBeTheLostOne() {
    count("s_7_0");
    count.restart();
    count("s_7_2");
    assertThat(count.missing()).isEqualTo(1);
  }

  @Test
  void numberTakenTwiceStandsForTheOneLeftOut() {
    count("s_7_0", "s_7_1", "s_7_1", "s_7_3");
    assertThat(count.missing()).isZero();
  }

  @Test
  void otherProcessesAndOtherIdsAreLeftOut() {
    count("s_7_0", "s_8_90", "4c1e5bd0-7a22", "", "s_7_1");
    assertThat(count.missing()).isZero();
  }

  private void count(String... ids) {
    Stream.of(ids).forEach(count::count);
  }
}
