package dev.cellroute.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
  @ParameterizedTest
  @CsvSource({"1ms,1", "2s,2000", "3m,180000", "4h,14400000", "1d,86400000", "0s,0"})
  void durationsHaveAUnit(String text, long millis) {
    assertThat(Durations.parse(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "-1s", "+1s", "1.5s", "1 s", "1S", "1y", "999999999999999d"})
  void otherTextsAreNoDurations(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0ms", "1ms", "250ms", "1500ms", "60001ms", "90s", "15m", "1h", "1d"})
  void aTextIsWrittenAsItIsReadInTheLargestUnit(String text) {
    assertThat(Durations.text(Durations.parse(text).orElseThrow())).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT60S, 1m", "PT48H, 2d", "PT0.2509S, 250ms", "PT-1.5S, -1500ms"})
  void anyDurationHasAText(Duration duration, String text) {
    assertThat(Durations.text(duration)).isEqualTo(text);
  }
}
