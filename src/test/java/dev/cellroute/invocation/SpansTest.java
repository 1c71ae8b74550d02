package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpansTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0ms",
    "PT0.2509S, 250ms",
    "PT1S, 1s",
    "PT1.5S, 1.5s",
    "PT59.96S, 60s",
    "PT60S, 60s",
    "PT100S, 100s",
    "PT1H, 3600s"
  })
  void textIs(Duration span, String text) {
    assertThat(Spans.text(span)).isEqualTo(text);
  }
}
