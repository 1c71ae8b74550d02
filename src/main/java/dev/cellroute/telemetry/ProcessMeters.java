package dev.cellroute.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.function.LongSupplier;

/** The gateway's own process: its Java virtual machine, processors, files, and log. */
final class ProcessMeters implements AutoCloseable {
  private final JvmGcMetrics collections = new JvmGcMetrics();

  void bind(MeterRegistry registry) {
    new JvmInfoMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  void bindLog(MeterRegistry registry, LongSupplier dropped) {
    FunctionCounter.builder("cellroute.log.dropped", dropped, LongSupplier::getAsLong)
        .description("Log lines that were not written, because the queue or the disk was full.")
        .baseUnit("lines")
        .register(registry);
  }

  void bindRequests(MeterRegistry registry, RequestMeters requests) {
    Gauge.builder("cellroute.http.requests.in.flight", requests, RequestMeters::inFlight)
        .description("Requests that have arrived and are not answered yet.")
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void close() {
    collections.close();
  }
}
