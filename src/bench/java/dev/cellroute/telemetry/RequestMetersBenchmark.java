package dev.cellroute.telemetry;

import dev.cellroute.http.RequestEnd;
import dev.cellroute.http.RequestListener;
import dev.cellroute.http.RouteName;
import dev.cellroute.http.Trace;
import dev.cellroute.invocation.CallLane;
import dev.cellroute.invocation.Response.Timing;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What counting one request costs its event loop, and what one timer of Micrometer would. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestMetersBenchmark {
  private static final RouteName IRIS = new RouteName("iris.ipynb", "/iris");

  private final RequestMeters meters = new RequestMeters();
  private final RequestListener.OfRoute route = meters.route(IRIS);
  private final Timing timing = new Timing(1_000, 200_000, 0, CallLane.RESIDENT);
  private final Timer timer = Timer.builder("request")
      .serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofSeconds(1))
      .register(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  private long nanos = 250_000;

  @Benchmark
  public void request() {
    meters.began();
    nanos = nanos * 7 % 3_000_000;
    route.ended(new RequestEnd("id", "GET", "/iris", IRIS, 200, 10, timing, nanos, Trace.NONE));
  }

  @Benchmark
  public void timerOfMicrometer() {
    nanos = nanos * 7 % 3_000_000;
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }
}
