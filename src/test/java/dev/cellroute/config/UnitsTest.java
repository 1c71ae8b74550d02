package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {
  @ParameterizedTest
  @CsvSource({"1ms,1", "2s,2000", "3m,180000", "4h,14400000", "1d,86400000", "0s,0"})
  void durationsHaveAUnit(String text, long millis) {
    assertThat(Units.duration(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "-1s", "+1s", "1.5s", "1 s", "1S", "1y", "999999999999999d"})
  void otherTextsAreNoDurations(String text) {
    assertThat(Units.duration(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"512,512", "64KiB,65536", "100MiB,104857600", "2GiB,2147483648"})
  void sizesMayHaveAUnit(String text, long bytes) {
    assertThat(Units.size(text)).contains(new DataSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KiB", "1kB", "1KB", "1 MiB", "-1", "999999999999999GiB"})
  void otherTextsAreNoSizes(String text) {
    assertThat(Units.size(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1ms", "1500ms", "60001ms", "90s", "15m", "1h", "1d"})
  void durationsAreWrittenInTheLargestUnit(String text) {
    assertThat(Units.text(Units.duration(text).orElseThrow())).isEqualTo(text);
  }
}
