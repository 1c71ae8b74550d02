package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {
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
}
