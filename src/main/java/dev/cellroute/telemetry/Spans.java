package dev.cellroute.telemetry;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.http.Tracing;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Traces, where the standard {@code OTEL_*} variables say where to. Where they do not, no class of
 * OpenTelemetry is loaded. Spans are sent by a thread of the SDK from a bounded queue; what finds
 * no room there is dropped.
 */
interface Spans {
  /** Nobody wants any. */
  Spans OFF = new Spans() {
    @Override
    public Tracing tracing() {
      return Tracing.OFF;
    }

    @Override
    public void close() {}
  };

  Tracing tracing();

  /** Blocks until the rest is sent, for a few seconds at most. */
  void close();

  static Spans of(Map<String, String> environment) {
    return TraceSettings.areWanted(environment) ? Exported.start() : OFF;
  }

  /** Sent by the SDK as the environment says. */
  record Exported(OpenTelemetrySdk sdk, Tracing tracing) implements Spans {
    private static final long FLUSH_SECONDS = 5;

    static Spans start() {
      SdkLog.connect();
      OpenTelemetrySdk sdk = configured();
      return new Exported(sdk, SpanTracing.of(sdk.getTracerProvider()));
    }

    private static OpenTelemetrySdk configured() {
      try {
        return AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesSupplier(() -> TraceSettings.DEFAULTS)
            .build()
            .getOpenTelemetrySdk();
      } catch (ConfigurationException wrong) {
        throw new GatewayException(
            ErrorCode.INVALID_INPUT, "traces (OTEL_* variables): " + wrong.getMessage(), wrong);
      }
    }

    @Override
    public void close() {
      sdk.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }
  }
}
