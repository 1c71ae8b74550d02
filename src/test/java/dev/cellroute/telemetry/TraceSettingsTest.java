package dev.cellroute.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TraceSettingsTest {
  @Test
  void tracesAreWantedWhereTheEnvironmentSaysWhereTo() {
    assertThat(TraceSettings.areWanted(Map.of())).isFalse();
    assertThat(TraceSettings.areWanted(Map.of("OTEL_SERVICE_NAME", "x"))).isFalse();
    assertThat(TraceSettings.areWanted(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "")))
        .isFalse();
    assertThat(TraceSettings.areWanted(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://x")))
        .isTrue();
    assertThat(TraceSettings.areWanted(Map.of("OTEL_TRACES_EXPORTER", "otlp"))).isTrue();
  }

  @Test
  void theEnvironmentMaySwitchThemOff() {
    Map<String, String> endpoint = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://x");

    assertThat(TraceSettings.areWanted(with(endpoint, "OTEL_SDK_DISABLED", "true")))
        .isFalse();
    assertThat(TraceSettings.areWanted(with(endpoint, "OTEL_TRACES_EXPORTER", "none")))
        .isFalse();
  }

  @Test
  void withoutThemNothingIsRecorded() {
    assertThat(Spans.of(Map.of())).isSameAs(Spans.OFF);
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    return Map.of(
        name, value, "OTEL_EXPORTER_OTLP_ENDPOINT", all.get("OTEL_EXPORTER_OTLP_ENDPOINT"));
  }
}
