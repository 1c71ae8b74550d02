package dev.cellroute.telemetry;

import java.util.List;
import java.util.Map;

/** Which {@code OTEL_*} variables ask for traces, and what they leave open. */
final class TraceSettings {
  /** Sent over HTTP, which needs no further library; only traces are sent this way. */
  static final Map<String, String> DEFAULTS = Map.of(
      "otel.service.name", "cellroute",
      "otel.exporter.otlp.protocol", "http/protobuf",
      "otel.metrics.exporter", "none",
      "otel.logs.exporter", "none");

  private static final List<String> ASKING = List.of(
      "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_TRACES_EXPORTER");

  private TraceSettings() {}

  static boolean areWanted(Map<String, String> environment) {
    boolean disabled = "true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"));
    boolean none = "none".equals(environment.get("OTEL_TRACES_EXPORTER"));
    return !disabled && !none && ASKING.stream().anyMatch(name -> isSet(environment, name));
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }
}
